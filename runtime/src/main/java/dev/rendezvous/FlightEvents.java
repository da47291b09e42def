package dev.rendezvous;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The events of the flight recorder. Only touched where there is one. */
final class FlightEvents {

    private FlightEvents() {}

    @Name("dev.rendezvous.Discovery")
    @Label("Discovery of Backends")
    @Description("The indexes that a class loader or a module layer sees were read")
    @Category("Rendezvous")
    @StackTrace(false)
    static final class DiscoveryEvent extends Event {
        @Label("Loader or Layer")
        String source = "";

        @Label("Indexes Read")
        int indexes;

        @Label("Backends Added")
        int added;

        @Label("Backends Removed")
        int removed;

        @Label("Backends Changed")
        int changed;

        @Label("Names in Conflict")
        int conflicts;

        @Label("Problems")
        int problems;
    }

    @Name("dev.rendezvous.Handler")
    @Label("Handler Made")
    @Description("A backend was loaded, if it was not yet, and made a handler")
    @Category("Rendezvous")
    @StackTrace(false)
    static final class HandlerEvent extends Event {
        @Label("Backend")
        String backend = "";

        @Label("Implementation Class")
        String implementation = "";

        @Label("Jar, Directory or Module")
        String origin = "";
    }

    static Object beginDiscovery() {
        return begun(new DiscoveryEvent());
    }

    static Object beginHandler() {
        return begun(new HandlerEvent());
    }

    private static Event begun(Event event) {
        event.begin();
        return event;
    }

    static void endDiscovery(Object begun, Object source, int indexes, Discovery discovery) {
        DiscoveryEvent event = (DiscoveryEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.source = Locations.of(source).toString();
            event.indexes = indexes;
            event.added = discovery.added().size();
            event.removed = discovery.removed().size();
            event.changed = discovery.changed().size();
            event.conflicts = discovery.conflicts().size();
            event.problems = discovery.problems().size();
            event.commit();
        }
    }

    static void endHandler(Object begun, BackendDescriptor backend) {
        HandlerEvent event = (HandlerEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.backend = backend.name();
            event.implementation = backend.implementationClass();
            event.origin = backend.origin().map(Object::toString).orElse("");
            event.commit();
        }
    }
}
