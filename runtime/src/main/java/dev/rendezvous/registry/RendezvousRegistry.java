package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.index.declaration.BackendName;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * Finds backends by name.
 *
 * <pre>{@code
 * RendezvousRegistry registry = RendezvousRegistry.discovered(pluginLoader);
 * try (RendezvousHandler handler = registry.createHandler(RendezvousParameters.builder("testbackend")
 *         .endpoint("/shared/run-7").runId("run-7").nodes(3, 3).build())) {
 *     RendezvousInfo info = handler.nextRendezvous();
 *     ...
 * }
 * }</pre>
 *
 * <p>{@link #discover(ClassLoader) Discovery} merges every index that a class loader sees. It can be repeated whenever jars were
 * added or removed. It loads no class of a backend: a provider is loaded when its handler is first requested. There are two
 * exceptions, and neither loads a backend. If a tool has stripped the comments of an index, the names are lost, and the generated
 * provider is asked. If two loaders list one provider and it is not known which one asks the other first, the provider is loaded,
 * and not initialised, to see whether it is one class. A damaged line, file or class is reported; everything else works.
 *
 * <p>Two different backends that claim one name or alias conflict. Neither wins by its place on the class path. The name is
 * ambiguous until {@link #prefer} settles it; all other names work. Factories that were {@link #register registered} by hand
 * conflict with discovered backends in the same way.
 *
 * <p><b>Threads.</b> A registry is thread-safe. Readers never wait: they see the last complete snapshot. No lock is held while a
 * handler is made.
 *
 * <p><b>Class loaders.</b> A registry holds the loaders and layers that it discovered until it {@link #forget(ClassLoader)
 * forgets} them. It never uses the thread's context loader by itself.
 *
 * <p><b>Logging.</b> If the system property {@code dev.rendezvous.log} is {@code true}, each discovery writes one line at DEBUG to
 * the {@link System.Logger} {@code dev.rendezvous}, and one before it asks a provider whose record is lost. Otherwise the registry
 * does not ask for the logger, because that would initialise the logging of the whole process. A flight recording has an event
 * {@code dev.rendezvous.Discovery} for each discovery, and {@code dev.rendezvous.Handler} for each handler. Nothing is written
 * anywhere else.
 *
 * <p>It corresponds to PyTorch's {@code RendezvousHandlerRegistry}; conflicts and damaged plugins, which are log messages
 * there, are results here. Every method throws a {@link NullPointerException} that names the parameter if one is null.
 *
 * @since 0.1
 */
public final class RendezvousRegistry {

    private final Optional<Predicate<BackendDescriptor>> policy;
    private final StateCell state = new StateCell();

    private RendezvousRegistry(Optional<Predicate<BackendDescriptor>> policy) {
        this.policy = policy;
    }

    /** {@return a registry that knows nothing yet} */
    public static RendezvousRegistry create() {
        return builder().build();
    }

    /**
     * {@return a registry that knows what the loader sees}
     *
     * @param loader the loader to discover, which the registry holds from now on
     */
    public static RendezvousRegistry discovered(ClassLoader loader) {
        Objects.requireNonNull(loader, "loader");
        RendezvousRegistry registry = create();
        registry.discover(loader);
        return registry;
    }

    /** {@return a builder for a registry with a policy} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Merges every index that the loader and its parents see. A repeated call replaces what came through the same loader before:
     * backends whose index is gone are removed, and handlers that were made continue to work.
     *
     * <p>If a tool has stripped an index of its records, its providers are made in the thread of the caller, without a time limit;
     * with {@code -Ddev.rendezvous.log=true} the logger tells which one is asked.
     *
     * <p>Returns problems and conflicts instead of throwing them. A file on the path of a {@link java.net.URLClassLoader}, or on the
     * class path, is a problem if it is not a jar. The registry cannot see the path of other class loaders, nor jars that a manifest
     * names.
     *
     * @param loader the loader to discover, which the registry holds until it is forgotten
     * @return what changed, every conflict that is open, and what could not be used
     */
    public Discovery discover(ClassLoader loader) {
        return discover(Objects.requireNonNull(loader, "loader"), new ClassLoaderScanner(loader));
    }

    /**
     * Merges the index of every module of the layer and of its parents. A layer may have many loaders, none of which sees the
     * indexes of all its modules.
     *
     * @param layer the layer to discover, which the registry holds until it is forgotten
     * @return what changed, every conflict that is open, and what could not be used
     * @see #discover(ClassLoader)
     */
    public Discovery discover(ModuleLayer layer) {
        return discover(Objects.requireNonNull(layer, "layer"), new ModuleLayerScanner(layer));
    }

    /**
     * Adds a factory by hand. The same factory under the same name again changes nothing. A factory for a name that a discovered
     * backend has is a conflict, and not an error.
     *
     * @param name the name, {@code [a-z0-9][a-z0-9._-]{0,63}}
     * @param factory what makes the handlers
     * @throws IllegalArgumentException if the name is not legal, or naming both factories if another one has it
     */
    public void register(String name, RendezvousHandlerFactory factory) {
        checkName(name);
        Objects.requireNonNull(factory, "factory");
        state.update(before -> before.registering(name, factory));
    }

    /**
     * Settles a conflict, present or future: if several backends claim the name, it stands for the one with this class. If only one
     * backend has the name, the preference has no effect. A later preference for the name replaces this one.
     *
     * @param name the name or alias in conflict
     * @param implementationClass the class that the author annotated, as {@link BackendDescriptor#implementationClass()} says
     * @throws IllegalArgumentException if the name is not legal
     */
    public void prefer(String name, String implementationClass) {
        checkName(name);
        Objects.requireNonNull(implementationClass, "implementationClass");
        state.update(before -> before.preferring(name, implementationClass));
    }

    /**
     * Drops what came through the loader, so that the loader can be collected if nothing else holds it. Backends that another
     * loader sees too stay.
     *
     * @param loader a loader
     * @return whether the registry held the loader; a discovery of it that has not ended counts, and no longer changes anything
     */
    public boolean forget(ClassLoader loader) {
        return forgetSource(Objects.requireNonNull(loader, "loader"));
    }

    /**
     * Drops what came through the layer.
     *
     * @param layer a layer
     * @return whether the registry held the layer; a discovery of it that has not ended counts, and no longer changes anything
     * @see #forget(ClassLoader)
     */
    public boolean forget(ModuleLayer layer) {
        return forgetSource(Objects.requireNonNull(layer, "layer"));
    }

    /**
     * {@return whether any backend claims the name; a name in conflict counts}
     *
     * @param name a name or alias
     */
    public boolean contains(String name) {
        return snapshot().contains(Objects.requireNonNull(name, "name"));
    }

    /** {@return the names of all backends, including those in conflict, without aliases; unmodifiable} */
    public SortedSet<String> names() {
        return snapshot().names();
    }

    /** {@return all backends, sorted by name; of a name in conflict each candidate} */
    public List<BackendDescriptor> backends() {
        return Snapshot.descriptors(snapshot().candidates());
    }

    /**
     * {@return the backend that the name stands for; empty if no backend claims it, or several do}
     *
     * @param nameOrAlias any text
     */
    public Optional<BackendDescriptor> find(String nameOrAlias) {
        Optional<Candidate> chosen = snapshot().chosen(Objects.requireNonNull(nameOrAlias, "nameOrAlias"));
        return chosen.isPresent() ? Optional.of(chosen.get().descriptor()) : Optional.empty();
    }

    /**
     * Explains which backends claim a name, where each comes from, and why it was chosen or not. Loads the providers of the
     * candidates that the policy allows, because only they know their options.
     *
     * @param nameOrAlias any text
     * @return a verdict for each candidate; none if no backend claims the name
     */
    public Explanation explain(String nameOrAlias) {
        return Explainer.explain(Objects.requireNonNull(nameOrAlias, "nameOrAlias"), snapshot());
    }

    /**
     * Makes a handler, in the thread of the caller. Exceptions of the backend pass through unchanged. If loading a provider never
     * completes, the first caller blocks forever, because the JVM cannot interrupt class initialisation. Other callers fail after
     * 30 seconds; the exception names the blocked thread. If the static initializer of a backend never returns, all callers wait;
     * their stacks show for which class.
     *
     * @param parameters what is asked for; the config is checked against the options that the backend declares, and their
     *     defaults are filled in
     * @return a new handler, owned by the caller
     * @throws UnknownBackendException if no backend has the name
     * @throws AmbiguousBackendException if several have it and no preference settles that
     * @throws BackendLoadException if the backend cannot be loaded, including everything that the JVM throws while it defines or
     *     links a class of it
     * @throws IllegalArgumentException if a config key is not one that the backend declares, does not parse, or is missing
     * @throws IllegalStateException if the backend returns null, or a handler that reports another name, which is then closed
     * @throws InterruptedException if the thread is interrupted while the backend waits, or while another thread loads it
     */
    public RendezvousHandler createHandler(RendezvousParameters parameters) throws InterruptedException {
        Objects.requireNonNull(parameters, "parameters");
        Journal journal = Journal.ofHandler();
        Candidate candidate = resolve(parameters.backend(), state.get());
        RendezvousHandler handler = candidate.create(parameters);
        journal.created(candidate.listed().descriptor());
        return handler;
    }

    private static Candidate resolve(String name, RegistryState current) {
        Snapshot snapshot = current.snapshot();
        Optional<Candidate> chosen = snapshot.chosen(name);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        if (snapshot.contains(name)) {
            List<BackendDescriptor> claimants = Snapshot.descriptors(snapshot.claimants(name));
            String message = NameMessages.ambiguousBackend(name, claimants, snapshot.preference(name));
            throw new AmbiguousBackendException(message, name, claimants);
        }
        throw UnknownName.of(name, current);
    }

    private Snapshot snapshot() {
        return state.get().snapshot();
    }

    /** Scans, and asks providers, before anything is published. What was forgotten or scanned again in the meantime is not published. */
    private Discovery discover(Object source, IndexScanner scanner) {
        Journal journal = Journal.ofDiscovery();
        RegistryState.Running running = new RegistryState.Running(source);
        state.update(new RegistryState.Starting(running));
        try {
            IndexScan scan = scanner.scan();
            LoaderContents found = LoaderContents.of(scan, scanner.path(), policy);
            StateCell.Changed changed = state.update(new RegistryState.Finishing(running, found, scan.complete()));
            Discovery discovery = Differences.between(
                    changed.before().snapshot(), changed.after().snapshot(), found.problems());
            journal.discovered(source, found.indexCount(), discovery);
            return discovery;
        } finally {
            state.update(new RegistryState.Ending(running));
        }
    }

    private boolean forgetSource(Object source) {
        RegistryState before = state.update(state -> state.forgetting(source)).before();
        return before.holds(source) || before.discovers(source);
    }

    private static void checkName(String name) {
        BackendName.problemWith(Objects.requireNonNull(name, "name")).ifPresent(problem -> {
            throw new IllegalArgumentException(NameMessages.illegalName(name, problem));
        });
    }

    /**
     * Builds a registry. Not for use by several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private Optional<Predicate<BackendDescriptor>> policy = Optional.empty();

        private Builder() {}

        /**
         * Allows only the backends that the policy accepts. It sees what the index says, and the origin, before any class of the
         * backend is loaded. {@link RendezvousRegistry#explain} lists those that it denies. A backend whose index record is lost
         * cannot be judged without its class; it is left out and reported as a problem. Without a policy every backend is allowed.
         *
         * @param policy accepts or denies a backend; called during a discovery, in its thread; if it throws, the discovery throws
         *     the same and changes nothing
         * @return this builder
         */
        public Builder allow(Predicate<BackendDescriptor> policy) {
            this.policy = Optional.of(Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /** {@return a registry that knows nothing yet} */
        public RendezvousRegistry build() {
            return new RendezvousRegistry(policy);
        }
    }
}
