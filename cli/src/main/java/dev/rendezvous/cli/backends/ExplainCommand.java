package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.TextTable;
import dev.rendezvous.registry.Explanation;
import dev.rendezvous.registry.Verdict;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv explain}. */
@Command(
        name = "explain",
        description = {
            "Shows which backend a name or alias selects, and why.",
            "For each candidate: where it comes from, why it won or lost, and the config keys that it reads."
        },
        footer = "The exit code is 0 only if the name selects one backend and it can be loaded.")
public final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "NAME", description = "The name or an alias of a backend.")
    private String name = "";

    @Mixin
    private PluginOptions options = new PluginOptions();

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Catalog catalog = Catalog.open(options.plugins())) {
            Explanation explanation = catalog.registry().explain(name);
            if (json) {
                Json.print(BackendTrees.explanation(explanation, catalog), terminal.out());
            } else {
                print(explanation, catalog);
            }
            return isUsable(explanation) ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }

    private static boolean isUsable(Explanation explanation) {
        return explanation.candidates().stream().anyMatch(candidate -> candidate.kind() == Verdict.Kind.CHOSEN);
    }

    private void print(Explanation explanation, Catalog catalog) throws InterruptedException {
        if (explanation.candidates().isEmpty()) {
            terminal.err()
                    .println("rdzv: "
                            + UnknownName.describe(
                                    name,
                                    catalog.registry(),
                                    catalog.plugins(),
                                    !catalog.problems().isEmpty()));
        }
        int number = 0;
        for (Verdict candidate : explanation.candidates()) {
            if (number++ > 0) {
                terminal.out().println();
            }
            print(candidate);
        }
        terminal.out().flush();
        CatalogFindings.printProblems(catalog.problems(), terminal.err());
    }

    private void print(Verdict candidate) {
        BackendDescriptor backend = candidate.descriptor();
        PrintWriter out = terminal.out();
        out.println(terminal.bold(backend.name()));
        field("verdict", Text.oneLine(candidate.toString()));
        field("aliases", String.join(", ", backend.aliases()));
        field("description", Text.oneLine(backend.description()));
        field("class", Text.oneLine(backend.implementationClass()));
        field("provider", Text.oneLine(backend.providerClass()));
        field("from", Origin.longName(backend) + (candidate.line() > 0 ? ", index line " + candidate.line() : ""));
        if (!backend.options().isEmpty()) {
            field("options", Text.count(backend.options().size(), "config key"));
            table(backend.options()).lines().forEach(line -> out.println("    " + line));
        } else if (candidate.kind() == Verdict.Kind.CHOSEN) {
            field("options", "none declared, any config key is passed on");
        }
    }

    private void field(String label, String value) {
        if (!value.isEmpty()) {
            terminal.out().println("  " + label + " ".repeat(13 - label.length()) + value);
        }
    }

    private static TextTable table(List<OptionDescriptor> options) {
        TextTable table = new TextTable("KEY", "TYPE", "DEFAULT", "REQUIRED", "DESCRIPTION");
        for (OptionDescriptor option : options) {
            table.row(
                    option.name(),
                    option.type().name().toLowerCase(Locale.ROOT),
                    Text.oneLine(option.defaultValue().orElse("")),
                    option.required() ? "yes" : "no",
                    Text.oneLine(option.description()));
        }
        return table;
    }
}
