package dev.rendezvous.cli;

import dev.rendezvous.tcpstore.TcpStoreClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rdzv store get}. */
@Command(
        name = "get",
        description = "Prints the value of a key: as it is where it is text, else its bytes in hex after 0x.",
        footer = "Does not wait for the key: where it is not there the exit code is 1.")
final class StoreGetCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "KEY", description = "The key, without the slash that the protocol puts before it.")
    private String key = "";

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (TcpStoreClient store = options.connect()) {
            terminal.out().println(new StoreValue(store.get(key)).inFull());
            terminal.out().flush();
            return Rdzv.FINE;
        }
    }
}
