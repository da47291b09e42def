package dev.rendezvous.cli.inspect.lock;

import java.util.List;

/**
 * Which backends and jars a class path holds. It knows no folder and no machine, so that one that was written here can be held
 * against what is there.
 *
 * @param jars the jars, sorted
 * @param backends the backends, sorted
 */
public record Lock(List<LockedJar> jars, List<LockedBackend> backends) {

    /** Sorts the lists. */
    public Lock {
        jars = jars.stream().sorted().toList();
        backends = backends.stream().sorted().toList();
    }
}
