package dev.rendezvous.cli.inspect;

import dev.rendezvous.cli.inspect.lock.Lock;
import dev.rendezvous.cli.inspect.verify.Finding;
import dev.rendezvous.cli.inspect.verify.IndexDiff;
import dev.rendezvous.cli.inspect.verify.Report;
import dev.rendezvous.cli.text.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was found in files, as trees for {@link Json}. The field names are a promise to scripts; new ones may be added. */
final class InspectionTrees {

    private InspectionTrees() {}

    static Map<String, @Nullable Object> verification(Report report) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("paths", Json.trees(report.artifacts(), InspectionTrees::verified));
        tree.put("findings", Json.trees(report.findings(), InspectionTrees::finding));
        return tree;
    }

    static Map<String, @Nullable Object> verification(Report report, List<IndexDiff> indexes) {
        Map<String, @Nullable Object> tree = verification(report);
        tree.put("indexes", Json.trees(indexes, InspectionTrees::index));
        return tree;
    }

    static Map<String, @Nullable Object> locking(Path out, Lock lock, List<Finding> damages, List<Finding> notes) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("written", damages.isEmpty() ? out.toString() : null);
        tree.put("backends", lock.backends().size());
        tree.put("jars", lock.jars().size());
        tree.put(
                "findings",
                Json.trees(Stream.concat(damages.stream(), notes.stream()).toList(), InspectionTrees::finding));
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
        tree.put("fix", finding.fix());
        return tree;
    }
}
