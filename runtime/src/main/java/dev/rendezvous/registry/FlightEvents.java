package dev.rendezvous.registry;

import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventFactory;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.ValueDescriptor;

/**
 * The events of the flight recorder. Used only if there is one. They are described and are not subclasses of {@link Event},
 * because tools that shrink applications read every class and fail if the superclass of one is missing.
 */
final class FlightEvents {

    private static final EventFactory DISCOVERY = factory(
            "dev.rendezvous.Discovery",
            "Discovery of Backends",
            "The indexes that a class loader or a module layer sees were read",
            text("source", "Loader or Layer"),
            number("indexes", "Indexes Read"),
            number("added", "Backends Added"),
            number("removed", "Backends Removed"),
            number("changed", "Backends Changed"),
            number("conflicts", "Names in Conflict"),
            number("problems", "Problems"));

    private static final EventFactory HANDLER = factory(
            "dev.rendezvous.Handler",
            "Handler Made",
            "A backend was loaded, if it was not yet, and made a handler",
            text("backend", "Backend"),
            text("implementation", "Implementation Class"),
            text("origin", "Jar, Directory or Module"));

    private FlightEvents() {}

    static Object beginDiscovery() {
        return begin(DISCOVERY);
    }

    static Object beginHandler() {
        return begin(HANDLER);
    }

    static void endDiscovery(Object begun, Object source, int indexes, Discovery discovery) {
        end(
                begun,
                Locations.of(source).toString(),
                indexes,
                discovery.added().size(),
                discovery.removed().size(),
                discovery.changed().size(),
                discovery.conflicts().size(),
                discovery.problems().size());
    }

    static void endHandler(Object begun, BackendDescriptor backend) {
        end(
                begun,
                backend.name(),
                backend.implementationClass(),
                backend.origin().map(Object::toString).orElse(""));
    }

    private static Event begin(EventFactory factory) {
        Event event = factory.newEvent();
        event.begin();
        return event;
    }

    private static void end(Object begun, Object... values) {
        Event event = (Event) begun;
        event.end();
        if (event.shouldCommit()) {
            for (int i = 0; i < values.length; i++) {
                event.set(i, values[i]);
            }
            event.commit();
        }
    }

    private static EventFactory factory(String name, String label, String description, ValueDescriptor... fields) {
        List<AnnotationElement> annotations = List.of(
                new AnnotationElement(Name.class, name),
                new AnnotationElement(Label.class, label),
                new AnnotationElement(Description.class, description),
                new AnnotationElement(Category.class, new String[] {"Rendezvous"}),
                new AnnotationElement(StackTrace.class, false));
        return EventFactory.create(annotations, List.of(fields));
    }

    private static ValueDescriptor text(String name, String label) {
        return new ValueDescriptor(String.class, name, List.of(new AnnotationElement(Label.class, label)));
    }

    private static ValueDescriptor number(String name, String label) {
        return new ValueDescriptor(int.class, name, List.of(new AnnotationElement(Label.class, label)));
    }
}
