package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.Json;
import dev.rendezvous.registry.Conflict;
import dev.rendezvous.registry.Explanation;
import dev.rendezvous.registry.Verdict;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the registry knows, as trees for {@link Json}. The field names are a promise to scripts; new ones may be added. */
final class BackendTrees {

    private BackendTrees() {}

    static Map<String, @Nullable Object> listing(Catalog catalog) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("backends", Json.trees(catalog.registry().backends(), BackendTrees::backend));
        tree.put("conflicts", Json.trees(catalog.conflicts(), BackendTrees::conflict));
        tree.put("problems", Json.trees(catalog.problems(), BackendTrees::problem));
        return tree;
    }

    static Map<String, @Nullable Object> explanation(Explanation explanation, Catalog catalog) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", explanation.name());
        tree.put(
                "chosen",
                explanation.chosen().map(BackendDescriptor::implementationClass).orElse(null));
        tree.put("candidates", Json.trees(explanation.candidates(), BackendTrees::candidate));
        if (explanation.candidates().isEmpty()) {
            tree.put("known", catalog.registry().names());
            tree.put(
                    "nearest",
                    UnknownName.nearest(explanation.name(), catalog.registry()).orElse(null));
        }
        tree.put("problems", Json.trees(catalog.problems(), BackendTrees::problem));
        return tree;
    }

    private static Map<String, @Nullable Object> candidate(Verdict candidate) {
        Map<String, @Nullable Object> tree = backend(candidate.descriptor());
        tree.put("line", candidate.line());
        tree.put("verdict", candidate.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        tree.put("reason", candidate.reason());
        tree.put("options", Json.trees(candidate.descriptor().options(), BackendTrees::option));
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
        tree.put("candidates", Json.trees(conflict.candidates(), BackendTrees::backend));
        return tree;
    }

    private static Map<String, @Nullable Object> problem(CatalogProblem problem) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("location", String.valueOf(problem.location()));
        tree.put("line", problem.line());
        tree.put("message", problem.message());
        return tree;
    }
}
