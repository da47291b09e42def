package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Damage;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.OrphanedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at artifacts as they would stand on one class path, once for each Java release that sees something else there. */
public final class Verification {

    private final View view;
    private final ClassPath classPath;
    private final List<Finding> findings = new ArrayList<>();

    private Verification(View view, ClassPath classPath) {
        this.view = view;
        this.classPath = classPath;
    }

    /**
     * {@return what is wrong with the artifacts, each for itself and all together, none twice}
     *
     * @param artifacts what stands on the class path
     */
    public static Set<Finding> of(Collection<Artifact> artifacts) {
        Set<Finding> findings = new LinkedHashSet<>(damages(artifacts));
        for (int release : View.releases(artifacts)) {
            ClassPath classPath = new ClassPath(View.of(artifacts, release));
            classPath.views().forEach(view -> findings.addAll(new Verification(view, classPath).check()));
            findings.addAll(NameClaims.check(classPath));
        }
        return findings;
    }

    /**
     * {@return what was not read of the artifacts}
     *
     * @param artifacts what stands on the class path
     */
    public static List<Finding> damages(Collection<Artifact> artifacts) {
        return artifacts.stream()
                .flatMap(artifact -> artifact.damages().stream())
                .map(Verification::damage)
                .toList();
    }

    private static Finding damage(Damage damage) {
        Problem problem = switch (damage.kind()) {
            case UNREADABLE -> Problem.UNREADABLE;
            case TOO_LARGE -> Problem.TOO_LARGE;
            case TWICE -> Problem.FILE_TWICE;
            case MISPLACED -> Problem.MISPLACED;
        };
        return Finding.of(problem, damage.place(), damage.message());
    }

    private List<Finding> check() {
        checkIndex(view.artifact());
        BackendChecks backends = new BackendChecks(view, classPath);
        for (ClassFacts type : view.classes().values()) {
            findings.addAll(backends.check(type));
        }
        ModuleChecks modules = new ModuleChecks(view, classPath);
        view.module().ifPresent(module -> findings.addAll(modules.check(module)));
        return findings;
    }

    private void checkIndex(Artifact artifact) {
        for (IndexFile.BadLine line : artifact.index().badLines()) {
            findings.add(Finding.of(Problem.BAD_LINE, artifact.indexPlace().line(line.number()), line.message()));
        }
        for (OrphanedRecord orphan : artifact.orphans()) {
            findings.add(Finding.of(
                    Problem.RECORD_ORPHANED, artifact.indexPlace().line(orphan.number()), orphan.providerClass()));
        }
        LineChecks lines = new LineChecks(view, classPath);
        artifact.index().lines().forEach(line -> lines.check(line).ifPresent(findings::add));
    }
}
