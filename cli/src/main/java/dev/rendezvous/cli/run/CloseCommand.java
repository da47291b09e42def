package dev.rendezvous.cli.run;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rdzv close}. */
@Command(
        name = "close",
        description = "Closes a run for all its nodes: their workers stop, and their agents exit with 75.")
public final class CloseCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private RunReference reference = new RunReference();

    @Option(
            names = "--forget",
            description = "Removes the record of a run that has ended instead, so that its id can be used again.")
    private boolean forget;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return reference.use(run -> {
            if (!forget) {
                run.closeRun("closed by an operator");
                return ExitCode.FINE;
            }
            if (run.forget()) {
                return ExitCode.FINE;
            }
            terminal.err()
                    .println("rdzv: run " + Text.oneLine(reference.runId())
                            + " has not ended, or a node of it is still there; see rdzv status");
            terminal.err().flush();
            return ExitCode.FINDINGS;
        });
    }
}
