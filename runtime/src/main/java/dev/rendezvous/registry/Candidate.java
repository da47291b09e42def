package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.load.LoadDiagnosis;
import dev.rendezvous.registry.load.ProviderHandle;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A claim to a name: a backend of an index, or a factory that was registered by hand. */
sealed interface Candidate {

    /** {@return what was known before any class was loaded, without options} */
    LazyDescriptor listed();

    /** {@return what is known now; loads nothing} */
    BackendDescriptor descriptor();

    /** {@return the line of the index, from 1; 0 if there is none} */
    int line();

    /** {@return why it cannot be loaded, loading it now if that was not tried yet; empty if it can} */
    Optional<String> loadFailure();

    /**
     * Makes a handler and checks it.
     *
     * @throws BackendLoadException if the provider or the backend cannot be loaded
     */
    RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException;

    /**
     * A backend of an index.
     *
     * @param listed see the interface
     * @param line see the interface
     * @param handles the loaders through which it was found; the first that can load it is taken
     */
    record Indexed(LazyDescriptor listed, int line, List<ProviderHandle> handles) implements Candidate {

        @Override
        public BackendDescriptor descriptor() {
            for (ProviderHandle handle : handles) {
                ProviderHandle.Outcome.Loaded loaded = handle.loaded();
                if (loaded != null && listed.agreesWith(loaded.told())) {
                    return loaded.descriptor();
                }
            }
            return listed.descriptor();
        }

        @Override
        public Optional<String> loadFailure() {
            Optional<String> failure = Optional.empty();
            for (ProviderHandle handle : handles) {
                ProviderHandle.Outcome outcome = checked(handle.loadKeepingInterrupt());
                if (!(outcome instanceof ProviderHandle.Outcome.Failed failed)) {
                    return Optional.empty();
                }
                failure = failure.isPresent() ? failure : Optional.of(failed.diagnosis());
                if (!failed.isLasting()) {
                    return failure;
                }
            }
            return failure;
        }

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
            Attempt attempt = load();
            if (attempt.outcome() instanceof ProviderHandle.Outcome.Loaded loaded) {
                return create(loaded, attempt.handle(), parameters);
            }
            ProviderHandle.Outcome.Failed failed = (ProviderHandle.Outcome.Failed) attempt.outcome();
            throw failure(failed.diagnosis(), failed.cause());
        }

        private RendezvousHandler create(
                ProviderHandle.Outcome.Loaded loaded, ProviderHandle handle, RendezvousParameters parameters)
                throws InterruptedException {
            RendezvousParameters checked = ConfigCheck.check(loaded.descriptor(), parameters);
            try {
                RendezvousHandler made = loaded.provider().create(checked);
                return HandlerCheck.check(made, listed.descriptor(), parameters.backend());
            } catch (LinkageError e) {
                throw failure(handle, e);
            } catch (RuntimeException e) {
                if (LoadDiagnosis.isOfDefinition(e)) {
                    throw failure(handle, e);
                }
                throw e;
            }
        }

        private Attempt load() throws InterruptedException {
            Attempt first = null;
            for (ProviderHandle handle : handles) {
                Attempt attempt = new Attempt(handle, checked(handle.load()));
                if (!(attempt.outcome() instanceof ProviderHandle.Outcome.Failed failed) || !failed.isLasting()) {
                    return attempt;
                }
                first = first == null ? attempt : first;
            }
            if (first == null) {
                throw new IllegalStateException("a candidate without a loader: " + listed.descriptor());
            }
            return first;
        }

        /** An incomplete build leaves a record behind that differs from its class. */
        private ProviderHandle.Outcome checked(ProviderHandle.Outcome outcome) {
            if (outcome instanceof ProviderHandle.Outcome.Loaded loaded && !listed.agreesWith(loaded.told())) {
                return new ProviderHandle.Outcome.Failed(listed.difference(loaded.told(), line), null);
            }
            return outcome;
        }

        private BackendLoadException failure(ProviderHandle handle, Throwable thrown) {
            Throwable cause = handle.diagnosis().remembered(thrown);
            return failure(handle.diagnosis().of(listed.implementationClass(), cause), cause);
        }

        private BackendLoadException failure(String diagnosis, @Nullable Throwable cause) {
            return new BackendLoadException(
                    NameMessages.notLoaded(listed.descriptor(), diagnosis),
                    listed.name(),
                    listed.providerClass(),
                    cause);
        }

        private record Attempt(ProviderHandle handle, ProviderHandle.Outcome outcome) {}
    }

    /** A factory that was registered by hand. */
    record Registered(LazyDescriptor listed, RendezvousHandlerFactory factory) implements Candidate {

        Registered(String name, RendezvousHandlerFactory factory) {
            this(
                    new LazyDescriptor(BackendDescriptor.builder(name)
                            .implementationClass(factory.getClass().getName())
                            .build()),
                    factory);
        }

        @Override
        public BackendDescriptor descriptor() {
            return listed.descriptor();
        }

        @Override
        public int line() {
            return 0;
        }

        @Override
        public Optional<String> loadFailure() {
            return Optional.empty();
        }

        @Override
        public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
            return HandlerCheck.check(factory.create(parameters), listed.descriptor(), parameters.backend());
        }
    }
}
