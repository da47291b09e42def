package dev.rendezvous.cli.run;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rdzv status}. */
@Command(name = "status", description = "Shows a run and its nodes. Takes no part in it.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private RunReference reference = new RunReference();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return reference.use(run -> {
            List<String> lines = run.status();
            if (lines.isEmpty()) {
                terminal.err().println("rdzv: there is no run " + Text.oneLine(reference.runId()));
                terminal.err().flush();
                return ExitCode.FINDINGS;
            }
            lines.forEach(line -> terminal.out().println(Text.printable(line)));
            terminal.out().flush();
            return ExitCode.FINE;
        });
    }
}
