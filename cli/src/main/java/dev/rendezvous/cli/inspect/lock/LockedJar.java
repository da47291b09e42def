package dev.rendezvous.cli.inspect.lock;

import java.util.Comparator;

/**
 * A jar, or what else stands on a class path.
 *
 * @param name its file name, and what part of that file it is
 * @param sha256 the digest of its bytes, 64 hexadecimal digits
 */
public record LockedJar(String name, String sha256) implements Comparable<LockedJar> {

    private static final Comparator<LockedJar> ORDER =
            Comparator.comparing(LockedJar::name).thenComparing(LockedJar::sha256);

    @Override
    public int compareTo(LockedJar other) {
        return ORDER.compare(this, other);
    }
}
