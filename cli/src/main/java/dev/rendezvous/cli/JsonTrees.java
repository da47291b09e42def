package dev.rendezvous.cli;

import dev.rendezvous.cli.lock.Lock;
import dev.rendezvous.cli.verify.Finding;
import dev.rendezvous.cli.verify.IndexDiff;
import dev.rendezvous.cli.verify.Report;
import dev.rendezvous.registry.Conflict;
import dev.rendezvous.registry.Explanation;
import dev.rendezvous.registry.IndexProblem;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the commands say, as trees for {@link Json}. The field names are a promise to scripts; new ones may be added. */
final class JsonTrees {

    private JsonTrees() {}

    static Map<String, @Nullable Object> listing(Catalog catalog) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("backends", all(catalog.registry().backends(), JsonTrees::backend));
        tree.put("conflicts", all(catalog.conflicts(), JsonTrees::conflict));
        tree.put("problems", all(catalog.problems(), JsonTrees::problem));
        return tree;
    }

    static Map<String, @Nullable Object> explanation(Explanation explanation, Catalog catalog) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", explanation.name());
        tree.put(
                "chosen",
                explanation.chosen().map(BackendDescriptor::implementationClass).orElse(null));
        tree.put("candidates", all(explanation.candidates(), JsonTrees::candidate));
        if (explanation.candidates().isEmpty()) {
            tree.put("known", catalog.registry().names());
            tree.put(
                    "nearest",
                    UnknownName.nearest(explanation.name(), catalog.registry()).orElse(null));
        }
        tree.put("problems", all(catalog.problems(), JsonTrees::problem));
        return tree;
    }

    static Map<String, @Nullable Object> verification(Report report) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("paths", all(report.artifacts(), JsonTrees::verified));
        tree.put("findings", all(report.findings(), JsonTrees::finding));
        return tree;
    }

    static Map<String, @Nullable Object> locking(Path out, Lock lock, List<Finding> damages) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("written", damages.isEmpty() ? out.toString() : null);
        tree.put("backends", lock.backends().size());
        tree.put("jars", lock.jars().size());
        tree.put("findings", all(damages, JsonTrees::finding));
        return tree;
    }

    static Map<String, @Nullable Object> verification(Report report, List<IndexDiff> indexes) {
        Map<String, @Nullable Object> tree = verification(report);
        tree.put("indexes", all(indexes, JsonTrees::index));
        return tree;
    }

    private static Map<String, @Nullable Object> index(IndexDiff index) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("path", index.index().root().path().toString());
        tree.put("file", index.index().file());
        tree.put("remove", index.removed());
        tree.put("add", index.added());
        return tree;
    }

    private static Map<String, @Nullable Object> verified(Report.Verified verified) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("path", verified.root().toString());
        tree.put("backends", verified.backends());
        tree.put("findings", verified.findings());
        return tree;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("problem", finding.problem().id());
        tree.put("path", finding.place().root().path().toString());
        tree.put("line", finding.place().line());
        tree.put("file", finding.place().file());
        tree.put("message", finding.message());
        tree.put("mend", finding.mend());
        return tree;
    }

    private static Map<String, @Nullable Object> candidate(Explanation.Candidate candidate) {
        Map<String, @Nullable Object> tree = backend(candidate.descriptor());
        tree.put("line", candidate.line());
        tree.put("verdict", candidate.verdict());
        tree.put("options", all(candidate.descriptor().options(), JsonTrees::option));
        return tree;
    }

    /** Without options: a listing loads no class and so does not know them. */
    private static Map<String, @Nullable Object> backend(BackendDescriptor backend) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", backend.name());
        tree.put("aliases", backend.aliases());
        tree.put("description", backend.description());
        tree.put("implementationClass", backend.implementationClass());
        tree.put("providerClass", backend.providerClass());
        tree.put("origin", backend.origin().map(URI::toString).orElse(null));
        return tree;
    }

    private static Map<String, @Nullable Object> option(OptionDescriptor option) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", option.name());
        tree.put("type", option.type().name());
        tree.put("default", option.defaultValue().orElse(null));
        tree.put("required", option.required());
        tree.put("description", option.description());
        return tree;
    }

    private static Map<String, @Nullable Object> conflict(Conflict conflict) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", conflict.name());
        tree.put("candidates", all(conflict.candidates(), JsonTrees::backend));
        return tree;
    }

    private static Map<String, @Nullable Object> problem(IndexProblem problem) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("location", String.valueOf(problem.location()));
        tree.put("line", problem.line());
        tree.put("message", problem.message());
        return tree;
    }

    private static <T> List<Map<String, @Nullable Object>> all(
            Collection<T> elements, Function<T, Map<String, @Nullable Object>> tree) {
        return elements.stream().map(tree).toList();
    }
}
