package dev.rendezvous.cli.run;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.launcher.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rdzv status}. */
@Command(name = "status", description = "Shows a run and its nodes. Takes no part in it.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private RunReference reference = new RunReference();

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return reference.use(run -> {
            Optional<RunState> state = run.status();
            if (state.isEmpty()) {
                terminal.err().println("rdzv: there is no run " + Text.oneLine(reference.runId()));
                terminal.err().flush();
                return ExitCode.FINDINGS;
            }
            print(state.get());
            terminal.out().flush();
            return ExitCode.FINE;
        });
    }

    private void print(RunState state) {
        if (!json) {
            RunStateText.lines(state).forEach(line -> terminal.out().println(Text.printable(line)));
            return;
        }
        try {
            Json.print(RunStateText.tree(state), terminal.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
