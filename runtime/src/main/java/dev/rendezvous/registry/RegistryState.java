package dev.rendezvous.registry;

import dev.rendezvous.RendezvousHandlerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that a registry holds, as one immutable value, so that a change is made aside and then published at once. Sources
 * (class loaders and module layers) are told apart by identity.
 *
 * @param running the discoveries that have begun and not ended, in the order in which they began
 * @param discovered what came through each source, in the order in which the sources were first discovered
 * @param registered the factories that were registered by hand
 * @param preferences the implementation class that the application wants for a name
 * @param snapshot what follows from all that for readers
 */
record RegistryState(
        List<Running> running,
        List<Discovered> discovered,
        Map<String, Candidate.Registered> registered,
        Map<String, String> preferences,
        Snapshot snapshot) {

    static final RegistryState EMPTY = new RegistryState(List.of(), List.of(), Map.of(), Map.of(), Snapshot.EMPTY);

    /** A discovery that has begun. Not a record, since each is only equal to itself. */
    static final class Running {
        private final Object source;

        Running(Object source) {
            this.source = source;
        }
    }

    /**
     * Makes the next state of one. May be called several times. Those of a discovery are records, because the first lambda of a process
     * loads the classes of method handles, which takes 7 ms.
     */
    interface Change {
        RegistryState applyTo(RegistryState state);
    }

    /** A discovery begins. */
    record Starting(Running discovery) implements Change {
        @Override
        public RegistryState applyTo(RegistryState state) {
            return state.starting(discovery);
        }
    }

    /** A discovery has found something. */
    record Finishing(Running discovery, LoaderContents found, boolean complete) implements Change {
        @Override
        public RegistryState applyTo(RegistryState state) {
            return state.finishing(discovery, found, complete);
        }
    }

    /** A discovery is over, however it ended. */
    record Ending(Running discovery) implements Change {
        @Override
        public RegistryState applyTo(RegistryState state) {
            return state.ending(discovery);
        }
    }

    /** What came through a source. */
    private record Discovered(Object source, LoaderContents loader) {}

    private RegistryState starting(Running discovery) {
        List<Running> more = new ArrayList<>(running);
        more.add(discovery);
        return withRunning(more);
    }

    private RegistryState ending(Running discovery) {
        List<Running> fewer = new ArrayList<>(running);
        return fewer.remove(discovery) ? withRunning(fewer) : this;
    }

    /**
     * Takes what a discovery found in place of what came through the source before. A discovery whose source was forgotten since
     * it began, or was overtaken by one that began later, changes nothing; nor does one that could not be completed, if more was
     * known before.
     */
    private RegistryState finishing(Running discovery, LoaderContents found, boolean complete) {
        int began = running.indexOf(discovery);
        if (began < 0 || (!complete && holds(discovery.source))) {
            return this;
        }
        List<Running> left = new ArrayList<>(running);
        for (int i = began; i >= 0; i--) {
            if (left.get(i).source == discovery.source) {
                left.remove(i);
            }
        }
        List<Discovered> all = new ArrayList<>(discovered);
        Discovered now = new Discovered(discovery.source, found);
        int known = indexOf(discovery.source);
        if (known < 0) {
            all.add(now);
        } else {
            all.set(known, now);
        }
        return of(left, all, registered, preferences);
    }

    RegistryState forgetting(Object source) {
        List<Running> left = new ArrayList<>(running);
        left.removeIf(discovery -> discovery.source == source);
        List<Discovered> others = new ArrayList<>(discovered);
        others.removeIf(each -> each.source() == source);
        return of(left, others, registered, preferences);
    }

    /**
     * Adds a factory.
     *
     * @throws IllegalArgumentException naming both if another factory has the name
     */
    RegistryState registering(String name, RendezvousHandlerFactory factory) {
        Candidate.Registered taken = registered.get(name);
        if (taken != null) {
            if (!taken.factory().equals(factory)) {
                throw new IllegalArgumentException(NameMessages.nameTaken(
                        name,
                        taken.factory().getClass().getName(),
                        factory.getClass().getName()));
            }
            return this;
        }
        Map<String, Candidate.Registered> more = new TreeMap<>(registered);
        more.put(name, new Candidate.Registered(name, factory));
        return of(running, discovered, more, preferences);
    }

    RegistryState preferring(String name, String implementationClass) {
        Map<String, String> more = new TreeMap<>(preferences);
        more.put(name, implementationClass);
        return of(running, discovered, registered, more);
    }

    boolean holds(Object source) {
        return indexOf(source) >= 0;
    }

    boolean discovers(Object source) {
        for (Running discovery : running) {
            if (discovery.source == source) {
                return true;
            }
        }
        return false;
    }

    /** {@return the loaders and layers that were discovered} */
    List<Object> sources() {
        List<Object> sources = new ArrayList<>();
        discovered.forEach(each -> sources.add(each.source()));
        return sources;
    }

    private int indexOf(Object source) {
        for (int i = 0; i < discovered.size(); i++) {
            if (discovered.get(i).source() == source) {
                return i;
            }
        }
        return -1;
    }

    private RegistryState withRunning(List<Running> others) {
        return new RegistryState(List.copyOf(others), discovered, registered, preferences, snapshot);
    }

    private static RegistryState of(
            List<Running> running,
            List<Discovered> discovered,
            Map<String, Candidate.Registered> registered,
            Map<String, String> preferences) {
        List<LoaderContents> contents = new ArrayList<>(discovered.size());
        for (Discovered each : discovered) {
            contents.add(each.loader());
        }
        Snapshot snapshot = Snapshot.of(contents, registered.values(), preferences);
        return new RegistryState(
                List.copyOf(running),
                List.copyOf(discovered),
                Map.copyOf(registered),
                Map.copyOf(preferences),
                snapshot);
    }
}
