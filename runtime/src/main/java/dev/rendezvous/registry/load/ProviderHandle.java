package dev.rendezvous.registry.load;

import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.Origin;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A provider that is loaded when it is first needed, once, and that fails in the same way each time if it cannot be.
 *
 * <p>It belongs to the entries of one loader. Nothing else holds the provider, or what its failure refers to, so that both go
 * when the loader is forgotten.
 */
public final class ProviderHandle {

    /** How long a caller waits for another thread that loads the provider, whose static initializer may never return. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String providerClass;
    private final ClassSource classes;
    private final Origin origin;
    private volatile @Nullable Outcome outcome;
    private @Nullable Loading loading;
    private @Nullable LoadDiagnosis diagnosis;
    private volatile ClassSource.@Nullable Definer definer;

    /**
     * Makes a handle; loads nothing.
     *
     * @param providerClass the provider
     * @param classes where its classes are looked up
     * @param origin the jar, directory or module that lists it
     */
    public ProviderHandle(String providerClass, ClassSource classes, Origin origin) {
        this.providerClass = providerClass;
        this.classes = classes;
        this.origin = origin;
    }

    /** How loading ended. */
    public sealed interface Outcome {

        /**
         * Loaded.
         *
         * @param provider the provider
         * @param told what it says of itself
         * @param descriptor the same, with the class and the origin that are known to be true
         */
        record Loaded(RendezvousBackendProvider provider, BackendDescriptor told, BackendDescriptor descriptor)
                implements Outcome {}

        /**
         * Not loaded.
         *
         * @param diagnosis a sentence that a person can act on
         * @param cause what led to it
         * @param isLasting whether the provider itself failed; otherwise the result is not known yet, and no other loader may be tried
         */
        record Failed(String diagnosis, @Nullable Throwable cause, boolean isLasting) implements Outcome {

            /**
             * The provider itself failed.
             *
             * @param diagnosis a sentence that a person can act on
             * @param cause what led to it
             */
            public Failed(String diagnosis, @Nullable Throwable cause) {
                this(diagnosis, cause, true);
            }
        }
    }

    /**
     * {@return how loading ended, loading now if it was not tried yet} Runs code of the jar in the thread of the first caller, without
     * a lock. Other callers wait for it, up to {@link #TIMEOUT}.
     *
     * @throws InterruptedException if the thread is interrupted while another one loads
     */
    public Outcome load() throws InterruptedException {
        return load(TIMEOUT);
    }

    /** {@return how loading ended, as {@link #load()} does, with another time-out} */
    public Outcome load(Duration timeout) throws InterruptedException {
        Outcome known = outcome;
        return known == null ? loadOrWait(timeout) : known;
    }

    private Outcome loadOrWait(Duration timeout) throws InterruptedException {
        Loading mine = new Loading(Thread.currentThread());
        Loading begun = begin(mine);
        if (begun == mine) {
            Outcome ended = tryLoad();
            end(mine, ended);
            return ended;
        }
        Outcome others = begun.await(timeout);
        return others == null
                ? new Outcome.Failed(LoadMessages.stuck(providerClass, begun.thread, timeout), null, false)
                : others;
    }

    /** {@return how loading ended, as {@link #load()} does} An interrupt is left for the caller to find. */
    public Outcome loadKeepingInterrupt() {
        try {
            return load();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(LoadMessages.interrupted(providerClass), e, false);
        }
    }

    /** {@return the load to wait for: this one where none has begun, one that runs, or one that has ended just now} */
    private synchronized Loading begin(Loading mine) {
        Outcome known = outcome;
        if (known != null) {
            return Loading.ended(known);
        }
        Loading begun = loading == null ? mine : loading;
        loading = begun;
        return begun;
    }

    private synchronized void end(Loading mine, Outcome ended) {
        outcome = ended;
        loading = null;
        mine.end(ended);
    }

    /** A load that has begun. */
    private static final class Loading {
        private final Thread thread;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Outcome outcome;

        Loading(Thread thread) {
            this.thread = thread;
        }

        static Loading ended(Outcome how) {
            Loading loading = new Loading(Thread.currentThread());
            loading.end(how);
            return loading;
        }

        void end(Outcome how) {
            outcome = how;
            ended.countDown();
        }

        /** {@return how it ended; null if it does not, which is sure where a provider asks for itself while it is made} */
        @Nullable
        Outcome await(Duration timeout) throws InterruptedException {
            boolean waits = outcome == null && thread != Thread.currentThread();
            return !waits || ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS) ? outcome : null;
        }
    }

    /** {@return the provider, if it was loaded before; otherwise null; loads nothing} */
    public Outcome.@Nullable Loaded loaded() {
        return outcome instanceof Outcome.Loaded loaded ? loaded : null;
    }

    /** {@return what finds out why a class of this provider cannot be loaded or used} */
    public synchronized LoadDiagnosis diagnosis() {
        LoadDiagnosis known = diagnosis == null ? new LoadDiagnosis(classes, origin) : diagnosis;
        diagnosis = known;
        return known;
    }

    /**
     * {@return whether both stand for one class, as their defining loaders would load it} Loads the class, and does not initialise
     * it, only if one of the loaders does not ask its parent first.
     */
    public boolean isSameClassAs(ProviderHandle other) {
        ClassSource.Definer mine = definer();
        ClassSource.Definer others = other.definer();
        if (mine.is(others) || (mine.isDefiner() && others.isDefiner())) {
            return mine.is(others);
        }
        Class<?> myClass = loadedClass();
        Class<?> otherClass = other.loadedClass();
        boolean loadable = myClass != null && otherClass != null;
        return loadable ? myClass == otherClass : origin.location().equals(other.origin.location());
    }

    private ClassSource.Definer definer() {
        ClassSource.Definer known = definer;
        if (known == null) {
            known = classes.definerOf(providerClass);
            definer = known;
        }
        return known;
    }

    private @Nullable Class<?> loadedClass() {
        try {
            return classes.load(providerClass);
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return null;
        }
    }

    /** Catches everything, because this runs code of the jar, which must not stop a discovery. */
    private Outcome tryLoad() {
        try {
            RendezvousBackendProvider provider = ProviderInstantiator.instantiate(classes.load(providerClass));
            BackendDescriptor told = provider.descriptor();
            return isMissing(told)
                    ? new Outcome.Failed(LoadMessages.noDescriptor(providerClass), null)
                    : new Outcome.Loaded(provider, told, completed(told));
        } catch (ProviderInstantiator.NotUsable e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()), e.getCause());
        } catch (ProviderInstantiator.NotMade e) {
            return new Outcome.Failed(diagnosis().of(providerClass, e.thrown()), e.thrown());
        } catch (Throwable e) {
            return new Outcome.Failed(diagnosis().of(providerClass, e), e);
        }
    }

    /** A provider that was written by hand may give null. */
    private static boolean isMissing(@Nullable BackendDescriptor told) {
        return told == null;
    }

    private BackendDescriptor completed(BackendDescriptor told) {
        String implementation = told.implementationClass().isEmpty() ? providerClass : told.implementationClass();
        return new BackendDescriptor(
                told.name(),
                told.aliases(),
                told.description(),
                implementation,
                providerClass,
                origin.location(),
                told.options());
    }
}
