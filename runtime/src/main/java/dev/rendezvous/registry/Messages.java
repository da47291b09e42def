package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All sentences that the registry says, each with what was found, where, and what mends it. */
final class Messages {

    /** How the JVM's message begins when a class is used whose initializer failed before. */
    static final String NOT_INITIALIZED = "Could not initialize class ";

    private static final double MILLIS_PER_SECOND = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Messages() {}

    static String notListed(Exception reason) {
        return "its indexes cannot be listed: " + reason + "; what was known of it before is kept";
    }

    static String notRead(Exception reason) {
        return "the index cannot be read: " + reason;
    }

    static String listedTwice(String providerClass, URI loser, URI chosen, boolean isTaken) {
        return providerClass + " is listed by " + loser + " and by " + chosen
                + (isTaken ? "; the class loader takes it from " + chosen : "; the class loader has it from neither")
                + ", remove one of the two";
    }

    static String moreUnusableLines(int count) {
        return "the file has " + count + " more lines without a record; since " + LoaderContents.MAX_FAILURES
                + " of them could not be used, the rest was not tried";
    }

    static String otherApiInLayer(Module module, Module other) {
        return "the module " + module.getName() + " lists backends for " + RendezvousBackendProvider.class.getName()
                + " of "
                + other + ", but this registry has that of "
                + Locations.of(RendezvousBackendProvider.class)
                + "; resolve the layer so that there is one copy of the API";
    }

    static String noDescriptor(String providerClass) {
        return providerClass + ".descriptor() gave null, expected a descriptor";
    }

    static String notJudged(String providerClass) {
        return providerClass
                + " has no record, so the policy cannot judge it before its class is loaded; it is left out."
                + " Pack the jar with a tool that keeps the comments of service files";
    }

    static String notAProvider(String providerClass) {
        return providerClass + " does not implement " + RendezvousBackendProvider.class.getName()
                + "; list the generated class whose name ends with _RendezvousProvider";
    }

    static String otherApi(String providerClass, Class<?> copy) {
        return providerClass + " implements " + copy.getName() + " of " + Locations.of(copy)
                + ", but this registry has that of "
                + Locations.of(RendezvousBackendProvider.class)
                + "; leave the rendezvous API out of the plugin, so that there is one copy";
    }

    static String notConstructible(String providerClass) {
        return providerClass + " is no public class with a public constructor without parameters";
    }

    static String notProvided(Class<?> type) {
        return "the module " + type.getModule().getName() + " neither exports " + type.getPackageName()
                + " nor provides "
                + type.getName() + "; the line in its module-info has to be: provides "
                + RendezvousBackendProvider.class.getName()
                + " with "
                + String.join(", ", provided(type)) + ";";
    }

    /** A module has only one directive for a service, so it keeps what is there. */
    private static SortedSet<String> provided(Class<?> missing) {
        SortedSet<String> provided = new TreeSet<>(List.of(missing.getName()));
        missing.getModule().getDescriptor().provides().stream()
                .filter(directive -> directive.service().equals(RendezvousBackendProvider.class.getName()))
                .forEach(directive -> provided.addAll(directive.providers()));
        return provided;
    }

    static String staleRecord(BackendDescriptor listed, BackendDescriptor told) {
        return "the index calls it " + listed.name() + " " + listed.aliases() + ", but " + listed.providerClass()
                + " says " + told.name() + " " + told.aliases() + "; the index is stale, build the jar afresh";
    }

    static String notLoaded(BackendDescriptor listed, String diagnosis) {
        return "the backend \"" + listed.name() + "\"" + from(listed) + " cannot be loaded: " + diagnosis;
    }

    /** {@return why a class could not be loaded or used, as a sentence that a person can act on} */
    static String diagnosis(String className, Throwable thrown) {
        if (thrown instanceof ClassNotFoundException) {
            return "the class " + className
                    + " is not there, though the index lists it; the jar is damaged, or a tool that"
                    + " shrinks jars removed it";
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return className + " was compiled for a later Java than "
                    + Runtime.version().feature() + ": " + thrown.getMessage();
        }
        if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
            return "the static initializer of " + className + ", or of a class that it uses, threw "
                    + thrown.getCause();
        }
        String said = String.valueOf(thrown.getMessage());
        if (thrown instanceof NoClassDefFoundError && said.startsWith(NOT_INITIALIZED)) {
            return "the static initializer of " + said.substring(NOT_INITIALIZED.length())
                    + " failed before in this JVM, which does not try again"
                    + (thrown.getCause() == null ? "" : ": " + thrown.getCause().getMessage());
        }
        if (thrown instanceof NoClassDefFoundError) {
            return className + " needs a class that the loader cannot give: " + thrown.getMessage()
                    + "; is a jar missing beside it?";
        }
        return className + " failed with " + thrown;
    }

    static String unknownBackend(String name, Snapshot snapshot) {
        StringBuilder message = new StringBuilder("no backend is called ").append(Quote.text(name));
        nearest(name, snapshot)
                .ifPresent(
                        near -> message.append(" (did you mean \"").append(near).append("\"?)"));
        message.append(
                snapshot.names().isEmpty() ? "; none is known" : "; known are " + String.join(", ", snapshot.names()));
        snapshot.denied(name)
                .forEach(denied -> message.append("; ")
                        .append(denied.listed().implementationClass())
                        .append(from(denied.listed().descriptor()))
                        .append(" has that name and is denied by the policy"));
        problems(snapshot.problems()).ifPresent(message::append);
        noIndex(snapshot).ifPresent(message::append);
        return message.toString();
    }

    static Optional<String> nearest(String name, Snapshot snapshot) {
        return NearMiss.of(name, snapshot.namesAndAliases());
    }

    private static Optional<String> problems(List<IndexProblem> problems) {
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "; " + problems.size() + " index line(s) could not be used, the first is " + problems.get(0));
    }

    private static Optional<String> noIndex(Snapshot snapshot) {
        if (!snapshot.isDiscovered()) {
            return Optional.of("; nothing was discovered yet, call discover(ClassLoader)");
        }
        return snapshot.hasIndexes()
                ? Optional.empty()
                : Optional.of(
                        "; no index " + ClassLoaderScanner.INDEX_PATH
                                + " was found at all: was the backend compiled with"
                                + " the annotation processor? From JDK 23 on javac runs none unless -processorpath or -proc:full is given");
    }

    static String ambiguousBackend(String name, List<BackendDescriptor> candidates, Optional<String> preference) {
        StringJoiner claims = new StringJoiner(", and by ");
        candidates.forEach(candidate -> claims.add(candidate.implementationClass() + from(candidate)));
        String tried = preference
                .map(preferred -> "; the preferred class " + preferred + " does not single out one of them")
                .orElse("");
        return "the name \"" + name + "\" is claimed by " + claims + tried + "; " + wayOut(name, candidates);
    }

    private static String wayOut(String name, List<BackendDescriptor> candidates) {
        long classes = candidates.stream()
                .map(BackendDescriptor::implementationClass)
                .distinct()
                .count();
        return classes < candidates.size()
                ? "they have the same class, so forget all but one of the loaders that they came through"
                : "settle it with prefer(\"" + name + "\", \""
                        + candidates.get(0).implementationClass() + "\") or remove all but one of them";
    }

    static String notChosen(String name, int claimants, Optional<Candidate> chosen) {
        return chosen.map(other ->
                        "not chosen: the application prefers " + other.listed().implementationClass())
                .orElseGet(() -> "not chosen: " + claimants
                        + " backends claim the name and no preference settles it; prefer(\"" + name + "\", ...) does");
    }

    static String denied() {
        return "denied by the policy of this registry";
    }

    static String chosenButBroken(String diagnosis) {
        return Explanation.CHOSEN + ", but cannot be loaded: " + diagnosis;
    }

    static String nameTaken(String name, RendezvousHandlerFactory taken, RendezvousHandlerFactory refused) {
        return "the name \"" + name + "\" is registered for " + taken.getClass().getName() + " already, so "
                + refused.getClass().getName() + " cannot have it";
    }

    static String illegalName(String name, String problem) {
        return "the backend name " + Quote.text(name) + " " + problem;
    }

    static String noHandler(BackendDescriptor backend) {
        return backend.implementationClass() + from(backend) + " gave no handler for \"" + backend.name()
                + "\", but null";
    }

    static String otherName(BackendDescriptor backend, String asked, @Nullable String reported) {
        return backend.implementationClass() + from(backend) + " was asked for \"" + asked
                + "\" and gave a handler that reports " + (reported == null ? "no name" : Quote.text(reported))
                + "; it is closed";
    }

    static String unknownOption(String backend, String key, Collection<String> known) {
        String near = NearMiss.of(key, known)
                .map(nearest -> " (did you mean \"" + nearest + "\"?)")
                .orElse("");
        return "the backend \"" + backend + "\" knows no config key " + Quote.text(key) + near + "; its keys are "
                + String.join(", ", known);
    }

    static String illegalOption(String backend, OptionDescriptor option, String value) {
        return "the config key \"" + option.name() + "\" of the backend \"" + backend + "\" has the value "
                + Quote.text(value) + ", expected "
                + ConfigCheck.valueType(option).expected();
    }

    static String speechless(String providerClass, Class<?> thrown) {
        return providerClass + " failed with " + thrown.getName() + ", which cannot tell what it is about";
    }

    static String asking(String providerClass, URI location, int line) {
        return "asking " + providerClass + " of line " + line + " of " + location
                + " for its name, since its record is lost";
    }

    static String stuck(String providerClass, Thread thread, Duration patience) {
        return thread == Thread.currentThread()
                ? providerClass + " asks for a handler of itself while it is made"
                : "the thread " + Quote.text(thread.getName()) + " makes " + providerClass + " and is not done after "
                        + patience.toMillis() / MILLIS_PER_SECOND
                        + " s; its stack tells what its static initializer or constructor waits for";
    }

    static String interrupted(String providerClass) {
        return "interrupted while another thread makes " + providerClass;
    }

    static String discovered(Object source, int indexes, Discovery discovery, long nanos) {
        return "discovered " + Locations.of(source) + " in " + nanos / NANOS_PER_MILLI + " ms: "
                + indexes + " indexes, "
                + discovery.added().size() + " backends added, "
                + discovery.removed().size() + " removed, "
                + discovery.changed().size() + " changed, "
                + discovery.conflicts().size() + " names in conflict, "
                + discovery.problems().size() + " problems";
    }

    static String missingOption(String backend, OptionDescriptor option) {
        return "the backend \"" + backend + "\" needs the config key \"" + option.name() + "\", "
                + ConfigCheck.valueType(option).expected()
                + (option.description().isEmpty() ? "" : ": " + option.description());
    }

    private static String from(BackendDescriptor backend) {
        return backend.origin().map(origin -> " of " + origin).orElse("");
    }
}
