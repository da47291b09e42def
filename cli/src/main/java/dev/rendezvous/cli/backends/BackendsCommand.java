package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.TextTable;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rdzv backends}. */
public final class BackendsCommand implements Callable<Integer> {

    private static final int ALIASES_WIDTH = 60;
    private static final int DESCRIPTION_WIDTH = 60;

    private static final String JSON = "--json";

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Terminal terminal = new Terminal(spec);

    private BackendsCommand() {
        spec.name("backends").addOption(PluginOptions.model());
        spec.addOption(OptionSpec.builder(JSON)
                .description("Print everything in full, as JSON.")
                .build());
        spec.usageMessage()
                .description("Lists the backends of the class path and of the plugins.", "Loads no class of a backend.")
                .footer("Conflicting names and unreadable files follow the table. The exit code is then 1.");
    }

    /** {@return the command} */
    public static CommandSpec model() {
        return new BackendsCommand().spec;
    }

    @Override
    public Integer call() throws IOException {
        ParseResult parsed = spec.commandLine().getParseResult();
        try (Catalog catalog = Catalog.open(PluginOptions.of(parsed).plugins())) {
            if (parsed.hasMatchedOption(JSON)) {
                Json.print(BackendTrees.listing(catalog), terminal.out());
            } else {
                print(catalog);
            }
            return catalog.hasFindings() ? ExitCode.FINDINGS : ExitCode.FINE;
        }
    }

    private void print(Catalog catalog) {
        PrintWriter out = terminal.out();
        table(catalog.registry().backends()).lines().forEach(out::println);
        UnknownName.hint(
                        catalog.registry(),
                        catalog.plugins(),
                        !catalog.problems().isEmpty())
                .ifPresent(hint -> out.println("\nNo other backend was found: " + hint + "."));
        out.flush();
        CatalogFindings.printConflicts(catalog.conflicts(), terminal.err());
        CatalogFindings.printProblems(catalog.problems(), terminal.err());
    }

    private static TextTable table(List<BackendDescriptor> backends) {
        Map<String, Set<String>> places = places(backends);
        TextTable table = new TextTable("NAME", "ALIASES", "DESCRIPTION", "JAR");
        for (BackendDescriptor backend : backends) {
            String jar = Origin.shortName(backend);
            table.row(
                    backend.name(),
                    Text.shortened(String.join(",", backend.aliases()), ALIASES_WIDTH),
                    Text.shortened(Text.oneLine(backend.description()), DESCRIPTION_WIDTH),
                    places.getOrDefault(jar, Set.of()).size() > 1 ? Origin.longName(backend) : jar);
        }
        return table;
    }

    /** Two jars of one file name can only be told apart by their paths. */
    private static Map<String, Set<String>> places(List<BackendDescriptor> backends) {
        Map<String, Set<String>> places = new HashMap<>();
        for (BackendDescriptor backend : backends) {
            places.computeIfAbsent(Origin.shortName(backend), key -> new TreeSet<>())
                    .add(Origin.longName(backend));
        }
        return places;
    }
}
