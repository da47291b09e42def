package dev.rendezvous.tck.backend;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.AmbiguousBackendException;
import dev.rendezvous.registry.Discovery;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.registry.UnknownBackendException;
import dev.rendezvous.registry.Verdict;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inspects one backend: first with the registry, then for damages that the registry tolerates. The registry asks a provider whose
 * record is lost, takes one of two entries, and does not compare descriptions.
 */
final class BackendInspection {

    private final ClassLoader loader;
    private final RendezvousRegistry registry = RendezvousRegistry.create();
    private final Discovery discovery;

    BackendInspection(ClassLoader loader) {
        this.loader = loader;
        this.discovery = registry.discover(loader);
    }

    /** {@return the problems of the backend; empty if there are none} */
    List<String> findings(String name) {
        List<Verdict> candidates = registry.explain(name).candidates();
        if (candidates.size() != 1) {
            return Stream.concat(Stream.of(whyNotChosen(name)), CopiedResource.lost(loader, name).stream())
                    .toList();
        }
        Verdict candidate = candidates.get(0);
        BackendDescriptor told = candidate.descriptor();
        List<IndexListing> listings = IndexListing.of(loader, told.providerClass());
        List<String> findings = new ArrayList<>();
        findings.addAll(howOften(told, listings));
        listings.forEach(listing -> findings.addAll(problems(listing)));
        findings.addAll(conflicts(told));
        if (candidate.kind() == Verdict.Kind.CHOSEN) {
            listings.forEach(listing -> findings.addAll(RecordCheck.findings(listing, told)));
            listings.forEach(listing ->
                    ModuleCheck.finding(listing, told.providerClass()).ifPresent(findings::add));
            listings.forEach(listing -> CopiedResource.threatening(listing).ifPresent(findings::add));
            missingClass(told).ifPresent(findings::add);
        } else {
            findings.add(CheckMessages.notUsable(told, candidate.toString()));
        }
        return findings;
    }

    /**
     * Makes a handler and closes it twice.
     *
     * @throws AssertionError with its cause, if the backend or the handler throws
     */
    void checkHandler(RendezvousParameters parameters) throws InterruptedException {
        RendezvousHandler handler;
        try {
            handler = registry.createHandler(parameters);
        } catch (RuntimeException | LinkageError e) {
            throw new AssertionError(
                    CheckMessages.report(parameters.backend(), List.of(CheckMessages.noHandler(e))), e);
        }
        close(handler, parameters, "first");
        close(handler, parameters, "second");
    }

    private static void close(RendezvousHandler handler, RendezvousParameters parameters, String time) {
        try {
            handler.close();
        } catch (RuntimeException | LinkageError e) {
            String finding = CheckMessages.notClosed(handler, time, e);
            throw new AssertionError(CheckMessages.report(parameters.backend(), List.of(finding)), e);
        }
    }

    /** The registry has a message for this. It throws it when it is asked for a handler. */
    private String whyNotChosen(String name) {
        try (RendezvousHandler handler =
                registry.createHandler(RendezvousParameters.builder(name).build())) {
            throw new IllegalStateException("the registry made " + handler + " of a backend that it cannot explain");
        } catch (UnknownBackendException | AmbiguousBackendException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> howOften(BackendDescriptor told, List<IndexListing> listings) {
        List<String> places = listings.stream()
                .flatMap(listing -> listing.lines().stream().map(listing::place))
                .toList();
        return places.size() == 1 ? List.of() : List.of(CheckMessages.notOnce(told.providerClass(), places));
    }

    private List<String> problems(IndexListing listing) {
        return discovery.problems().stream()
                .filter(problem -> problem.location().equals(listing.location()))
                .map(CheckMessages::problem)
                .toList();
    }

    private List<String> conflicts(BackendDescriptor told) {
        return Stream.concat(Stream.of(told.name()), told.aliases().stream())
                .filter(name -> registry.contains(name) && registry.find(name).isEmpty())
                .map(this::whyNotChosen)
                .toList();
    }

    private Optional<String> missingClass(BackendDescriptor told) {
        try {
            Class.forName(told.implementationClass(), false, loader);
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(CheckMessages.missingClass(told, e));
        }
    }
}
