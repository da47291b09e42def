package dev.rendezvous.cli;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rdzv why}. */
@Command(
        name = "why",
        description = "Explains a diagnostic of the annotation processors: what it means, and how to fix it.")
final class WhyCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The id that the message begins with, such as RDZ012.")
    private String id = "";

    @Override
    public Integer call() {
        DiagnosticsPage page = DiagnosticsPage.load();
        String wanted = id.strip().toUpperCase(Locale.ROOT);
        String known = wanted.matches("[0-9]{1,3}") ? "RDZ" + "0".repeat(3 - wanted.length()) + wanted : wanted;
        if (!page.sections().containsKey(known)) {
            throw new UsageException(
                    unknown(known, new TreeSet<>(page.sections().keySet())));
        }
        terminal.out().println(terminal.bold(known));
        terminal.out().println();
        terminal.out().println(page.text(known).replace("\n", System.lineSeparator()));
        terminal.out().flush();
        return ExitCode.FINE;
    }

    private String unknown(String wanted, SortedSet<String> ids) {
        String near = NearMiss.of(wanted, ids)
                .map(found -> " (did you mean " + found + "?)")
                .orElse("");
        return "no diagnostic has the id " + Quote.text(id) + near + "; the ids are " + String.join(", ", ids);
    }
}
