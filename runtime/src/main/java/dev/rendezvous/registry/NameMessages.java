package dev.rendezvous.registry;

import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What the registry says about names: unknown, ambiguous, taken, chosen or not. Uses texts and descriptors only. */
final class NameMessages {

    private NameMessages() {}

    /**
     * What is known when no backend has a name.
     *
     * @param names the names of all backends, sorted
     * @param nearest the name or alias that is most like the one that was asked for
     * @param denied the backends that have the name and that the policy denies
     * @param problems what the discoveries could not use
     * @param searched the loaders and layers that were discovered, each described
     * @param indexPath the path of an index; empty if an index was found
     */
    record Unknown(
            Collection<String> names,
            Optional<String> nearest,
            List<BackendDescriptor> denied,
            List<String> problems,
            List<String> searched,
            Optional<String> indexPath) {}

    static String unknownBackend(String name, Unknown known) {
        StringBuilder message = new StringBuilder("no backend is called ").append(Quote.text(name));
        known.nearest().ifPresent(near -> message.append(" (did you mean \"" + near + "\"?)"));
        message.append(known.names().isEmpty() ? "; none is known" : "; known are " + String.join(", ", known.names()));
        for (BackendDescriptor denied : known.denied()) {
            message.append(
                    "; " + denied.implementationClass() + from(denied) + " has that name and is denied by the policy");
        }
        if (!known.problems().isEmpty()) {
            message.append("; " + known.problems().size() + " file(s) or line(s) could not be used, the first is "
                    + known.problems().get(0));
        }
        return message.append(searched(known)).append(hint(known)).toString();
    }

    private static String searched(Unknown known) {
        return known.searched().isEmpty()
                ? "; nothing was discovered yet, call discover(ClassLoader)"
                : "; the registry searched " + String.join(", and ", known.searched())
                        + ", so check that the jar of the backend is on that path";
    }

    /** A guess, so it is made only where nothing else explains why the name is unknown. */
    private static String hint(Unknown known) {
        boolean isExplained = known.searched().isEmpty()
                || !known.problems().isEmpty()
                || !known.denied().isEmpty();
        return isExplained || known.indexPath().isEmpty()
                ? ""
                : "; no index " + known.indexPath().get()
                        + " was found at all: if the jar is on that path, it was compiled without the annotation processor"
                        + " (from JDK 23 on javac runs none unless -processorpath or -proc:full is given)";
    }

    static Optional<String> nearest(String name, Collection<String> namesAndAliases) {
        return NearMiss.of(name, namesAndAliases);
    }

    static String ambiguousBackend(String name, List<BackendDescriptor> candidates, Optional<String> preference) {
        StringJoiner claims = new StringJoiner(", and by ");
        candidates.forEach(candidate -> claims.add(candidate.implementationClass() + from(candidate)));
        String tried = preference
                .map(preferred -> "; the preferred class " + preferred + " does not single out one of them")
                .orElse("");
        return "the name \"" + name + "\" is claimed by " + claims + tried + "; " + remedy(name, candidates);
    }

    private static String remedy(String name, List<BackendDescriptor> candidates) {
        long classes = candidates.stream()
                .map(BackendDescriptor::implementationClass)
                .distinct()
                .count();
        return classes < candidates.size()
                ? "they have the same class, so forget all but one of the loaders that they came through"
                : "settle it with prefer(\"" + name + "\", \""
                        + candidates.get(0).implementationClass() + "\") or remove all but one of them";
    }

    static String soleClaimant() {
        return "no other backend has the name";
    }

    static String preferred() {
        return "the application prefers it";
    }

    static String notPreferred(String preferredClass) {
        return "the application prefers " + preferredClass;
    }

    static String undecided(String name, int claimants) {
        return claimants + " backends claim the name and no preference settles it; prefer(\"" + name + "\", ...) does";
    }

    static String notLoadable(String diagnosis) {
        return "; it cannot be loaded either: " + diagnosis;
    }

    static String denied() {
        return "denied by the policy of this registry";
    }

    static String nameTaken(String name, String takenFactory, String refusedFactory) {
        return "the name \"" + name + "\" is already registered for " + takenFactory + ", so " + refusedFactory
                + " cannot have it";
    }

    static String illegalName(String name, String problem) {
        return "the backend name " + Quote.text(name) + " " + problem;
    }

    static String noHandler(BackendDescriptor backend) {
        return backend.implementationClass() + from(backend) + " returned null for \"" + backend.name()
                + "\", expected a handler";
    }

    static String otherName(BackendDescriptor backend, String asked, @Nullable String reported) {
        return backend.implementationClass() + from(backend) + " was asked for \"" + asked
                + "\" and returned a handler that reports " + (reported == null ? "no name" : Quote.text(reported))
                + "; the handler is closed";
    }

    static String notLoaded(BackendDescriptor listed, String diagnosis) {
        return "the backend \"" + listed.name() + "\"" + from(listed) + " cannot be loaded: " + diagnosis;
    }

    private static String from(BackendDescriptor backend) {
        return backend.origin().map(origin -> " of " + origin).orElse("");
    }
}
