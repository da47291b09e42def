package dev.rendezvous.launcher.event;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.EventFactory;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.ValueDescriptor;

/**
 * The events of the flight recorder: {@code dev.rendezvous.run.round.sealed} and so on. Used only if there is a recorder. They are
 * described and are not subclasses of {@link Event}, because a class whose superclass is missing breaks tools that read every class.
 */
final class FlightEvents {

    private static final String PREFIX = "dev.rendezvous.run.";
    private static final Map<EventName, EventFactory> FACTORIES = new EnumMap<>(EventName.class);

    static {
        for (EventName name : EventName.values()) {
            FACTORIES.put(name, factory(name));
        }
    }

    private FlightEvents() {}

    private static EventFactory factory(EventName name) {
        List<AnnotationElement> annotations = List.of(
                new AnnotationElement(Name.class, PREFIX + name.text()),
                new AnnotationElement(Label.class, name.text()),
                new AnnotationElement(Category.class, new String[] {"Rendezvous", "Run"}),
                new AnnotationElement(StackTrace.class, false));
        return EventFactory.create(
                annotations,
                List.of(
                        field(String.class, "run"),
                        field(String.class, "node"),
                        field(String.class, "incarnation"),
                        field(long.class, "round"),
                        field(long.class, "token"),
                        field(String.class, "details")));
    }

    private static ValueDescriptor field(Class<?> type, String name) {
        return new ValueDescriptor(type, name);
    }

    static void commit(JobEvent happened) {
        EventFactory factory = FACTORIES.get(happened.name());
        if (factory == null) {
            return;
        }
        Event event = factory.newEvent();
        if (event.shouldCommit()) {
            JobEvent.Place place = happened.place();
            event.set(0, place.run());
            event.set(1, place.node());
            event.set(2, place.incarnation());
            event.set(3, place.round());
            event.set(4, place.token().orElse(0L));
            event.set(5, EventText.words(happened));
            event.commit();
        }
    }
}
