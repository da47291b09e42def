package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rdzv store set}. */
@Command(name = "set", description = "Sets a key, and wakes the clients that wait for it.")
final class StoreSetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "The value, a text.")
    private String value = "";

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        String name = KeySyntax.parseText(key);
        try (TcpStoreClient store = options.connect()) {
            store.set(name, value.getBytes(UTF_8));
            // The protocol has no answer to a set; one to anything else says that it was done.
            store.contains(List.of(name));
            return ExitCode.FINE;
        }
    }
}
