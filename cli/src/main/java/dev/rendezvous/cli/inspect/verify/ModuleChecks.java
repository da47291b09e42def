package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.ModuleFacts;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds the {@code provides} of a module descriptor against the index and the classes beside it, since each needs the other. */
final class ModuleChecks {

    private final View view;
    private final ClassPath classPath;

    ModuleChecks(View view, ClassPath classPath) {
        this.view = view;
        this.classPath = classPath;
    }

    List<Finding> check(ModuleFacts module) {
        List<Finding> findings = new ArrayList<>();
        SortedSet<String> missing = listedHere();
        missing.removeAll(module.provided());
        if (!missing.isEmpty()) {
            SortedSet<String> all = new TreeSet<>(module.provided());
            all.addAll(missing);
            findings.add(Finding.of(
                    Problem.NOT_PROVIDED,
                    module.place(),
                    module.name(),
                    String.join(", ", missing),
                    String.join(", ", all)));
        }
        module.provided().forEach(provider -> check(provider, module, findings));
        return findings;
    }

    private void check(String provider, ModuleFacts module, List<Finding> findings) {
        ClassFacts type = view.classes().get(provider);
        if (type == null) {
            findings.add(Finding.of(Problem.PROVIDED_ABSENT, module.place(), module.name(), provider));
        } else if (!classPath.isListed(provider)) {
            findings.add(Finding.of(Problem.PROVIDED_NOT_LISTED, module.place(), module.name(), provider));
            new LineChecks(view, classPath).checkProvider(type, module.place()).ifPresent(findings::add);
        }
    }

    /** A class that is elsewhere another module provides. */
    private NavigableSet<String> listedHere() {
        NavigableSet<String> listed = new TreeSet<>();
        view.artifact().index().entries().stream()
                .map(IndexEntry::providerClass)
                .filter(view.classes()::containsKey)
                .forEach(listed::add);
        return listed;
    }
}
