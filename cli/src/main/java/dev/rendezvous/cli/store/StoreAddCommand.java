package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rdzv store add}. */
@Command(
        name = "add",
        description = "Adds to a counter and prints its new value.",
        footer =
                "A delta of 0 tells the value, and creates a counter that is not there. A negative one stands after --.")
final class StoreAddCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(index = "0", paramLabel = "KEY", description = "The key of the counter.")
    private String key = "";

    @Parameters(
            index = "1",
            paramLabel = "DELTA",
            arity = "0..1",
            defaultValue = "1",
            description = "What to add (default: ${DEFAULT-VALUE}).")
    private long delta;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        String name = KeySyntax.parseText(key);
        try (TcpStoreClient store = options.connect()) {
            terminal.out().println(store.add(name, delta));
            terminal.out().flush();
            return ExitCode.FINE;
        }
    }
}
