package dev.rendezvous.tck.backend;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.registry.IndexProblem;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The findings of the check: what is wrong, where, and how to fix it. Where the registry has a message for it, that one is used. */
final class CheckMessages {

    private CheckMessages() {}

    static String report(String name, List<String> findings) {
        return "the backend \"" + name + "\" has problems:\n- " + String.join("\n- ", findings);
    }

    static String notUsable(BackendDescriptor told, String verdict) {
        return told.providerClass() + from(told) + " is " + verdict;
    }

    static String notOnce(String providerClass, List<String> places) {
        return providerClass + " is listed " + places.size() + " times, by " + String.join(" and by ", places)
                + "; expected once: keep one of the jars on the class path, or do a clean build of the jar that has both lines";
    }

    static String problem(IndexProblem problem) {
        return problem + "; do a clean build of the jar, and check the tool that packs it";
    }

    static String noRecord(IndexListing listing, String providerClass) {
        return listing.place() + ": " + providerClass
                + " has no usable record, so that listing it loads its class;"
                + " pack the jar with a tool that keeps the comments of service files, or do a clean build";
    }

    static String differs(IndexListing listing, String what, Object listed, Object told) {
        return listing.place() + ": " + what + " of the record is <" + listed + ">, but "
                + listing.entry().providerClass() + " says <" + told
                + ">; the index is stale, do a clean build with the annotation processor";
    }

    static String badModule(IndexListing listing, Exception reason) {
        return "the module-info.class beside " + listing.location() + " cannot be read: " + reason
                + "; do a clean build";
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
                + "; check that it and the jars that it needs are on the class path";
    }

    static String lost(URI index, String providerClass, String name, List<String> listed) {
        return providerClass + " makes the backend \"" + name + "\", but the index beside it, " + index
                + ", does not list it; if the module has that file among its resources, the build tool has copied it over the index"
                + " (RDZ039): " + withoutResource(listed) + "; otherwise do a clean build";
    }

    static String threatened(IndexListing listing, Path resource, List<String> listed) {
        return "the resource " + resource + " does not list " + listing.entry().providerClass()
                + "; a later build that does not compile may copy it over " + listing.location()
                + ", which then lacks every generated provider (RDZ039): " + withoutResource(listed);
    }

    private static String withoutResource(List<String> listed) {
        return "delete the resource"
                + (listed.isEmpty() ? "" : ", and compile with -Arendezvous.providers=" + String.join(",", listed));
    }

    static String noHandler(Throwable thrown) {
        return "no handler can be made: " + thrown
                + "; if the backend refuses the parameters, give the check other parameters";
    }

    static String notClosed(RendezvousHandler handler, String time, Throwable thrown) {
        return handler.getClass().getName() + ".close() threw " + thrown + " at the " + time
                + " call; close must not throw, and must do nothing from the second call on";
    }

    private static String from(BackendDescriptor backend) {
        return backend.origin().map(origin -> " of " + origin).orElse("");
    }
}
