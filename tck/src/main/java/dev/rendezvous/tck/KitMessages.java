package dev.rendezvous.tck;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.registry.IndexProblem;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.util.List;

/** What the kit says: what is wrong, where, and what mends it. Where the registry has a sentence for it, that one is used. */
final class KitMessages {

    private KitMessages() {}

    static String report(String name, List<String> findings) {
        return "the backend \"" + name + "\" is not right:\n- " + String.join("\n- ", findings);
    }

    static String notUsable(BackendDescriptor told, String verdict) {
        return told.providerClass() + from(told) + " is " + verdict;
    }

    static String notOnce(String providerClass, List<String> places) {
        return providerClass + " is listed " + places.size() + " times, by " + String.join(" and by ", places)
                + "; it should be once: keep one of the jars on the class path, or build afresh the one that holds both lines";
    }

    static String problem(IndexProblem problem) {
        return problem + "; build the jar afresh, and look at what packs it";
    }

    static String noRecord(IndexListing listing, String providerClass) {
        return listing.place() + ": " + providerClass
                + " has no record, or one that cannot be used, so that its class is loaded"
                + " to list it; pack the jar with a tool that keeps the comments of service files, or build it afresh";
    }

    static String differs(IndexListing listing, String what, Object listed, Object told) {
        return listing.place() + ": " + what + " of the record is <" + listed + ">, but "
                + listing.entry().providerClass() + " says <" + told
                + ">; the index is stale, build the jar afresh with the annotation processor";
    }

    static String badModule(IndexListing listing, Exception reason) {
        return "the module-info.class beside " + listing.location() + " cannot be read: " + reason
                + "; build the jar afresh";
    }

    static String notProvided(IndexListing listing, String module, String providerClass) {
        return "the module " + module + " beside " + listing.location()
                + " neither exports the package of the provider nor"
                + " provides it; add to its module-info: provides " + RendezvousBackendProvider.class.getName()
                + " with "
                + providerClass + ";";
    }

    static String missingClass(BackendDescriptor told, Throwable thrown) {
        return "the annotated class " + told.implementationClass() + from(told) + " cannot be loaded: " + thrown
                + "; is it, or a jar that it needs, missing on the class path?";
    }

    static String noHandler(Throwable thrown) {
        return "no handler can be made: " + thrown
                + "; if that is a refusal of the parameters, give the check parameters that the backend takes";
    }

    static String notClosed(RendezvousHandler handler, String time, Throwable thrown) {
        return handler.getClass().getName() + ".close() threw " + thrown + " at the " + time
                + " call; close never throws, and from the second call on does nothing";
    }

    private static String from(BackendDescriptor backend) {
        return backend.origin().map(origin -> " of " + origin).orElse("");
    }
}
