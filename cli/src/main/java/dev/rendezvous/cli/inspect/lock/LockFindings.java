package dev.rendezvous.cli.inspect.lock;

import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.verify.Finding;
import dev.rendezvous.cli.inspect.verify.Problem;
import dev.rendezvous.index.text.Quote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Tells what is otherwise than a lock says. */
public final class LockFindings {

    private final Listing now;
    private final Place lock;
    private final List<Finding> findings = new ArrayList<>();

    private LockFindings(Listing now, Place lock) {
        this.now = now;
        this.lock = lock;
    }

    /**
     * {@return what has appeared, vanished and changed since a lock was written}
     *
     * @param file where the lock is
     * @param locked the lock
     * @param now what is there
     */
    public static List<Finding> of(Path file, Lock locked, Listing now) {
        LockDifferences differences = LockDifferences.between(locked, now.lock());
        LockFindings findings = new LockFindings(now, Place.ofFile(file));
        findings.addBackends(differences.backends());
        findings.addJars(differences.jars());
        return findings.findings;
    }

    private void addBackends(Differences<LockedBackend> backends) {
        for (LockedBackend backend : backends.added()) {
            add(Problem.BACKEND_APPEARED, place(backend), shown(backend));
        }
        for (LockedBackend backend : backends.removed()) {
            add(Problem.BACKEND_VANISHED, lock, shown(backend));
        }
        for (Differences.Changed<LockedBackend> changed : backends.changed()) {
            add(
                    Problem.BACKEND_CHANGED,
                    place(changed.after()),
                    "the backend " + Quote.text(changed.after().label()),
                    changed.before().changesTo(changed.after()));
        }
    }

    private void addJars(Differences<LockedJar> jars) {
        for (LockedJar jar : jars.added()) {
            add(Problem.JAR_APPEARED, place(jar), jar.name());
        }
        for (LockedJar jar : jars.removed()) {
            add(Problem.JAR_VANISHED, lock, jar.name());
        }
        for (Differences.Changed<LockedJar> changed : jars.changed()) {
            add(
                    Problem.JAR_CHANGED,
                    place(changed.after()),
                    changed.after().name(),
                    changed.before().sha256() + " -> " + changed.after().sha256());
        }
    }

    private void add(Problem problem, Place place, Object... arguments) {
        findings.add(Finding.of(problem, place, arguments));
    }

    private Place place(LockedBackend backend) {
        return Objects.requireNonNull(now.backends().get(backend));
    }

    private Place place(LockedJar jar) {
        return Objects.requireNonNull(now.jars().get(jar));
    }

    private static String shown(LockedBackend backend) {
        return "the backend " + Quote.text(backend.label()) + " (" + backend.provider() + " in " + backend.jar() + ")";
    }
}
