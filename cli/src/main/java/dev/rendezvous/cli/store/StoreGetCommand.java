package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.tcpstore.client.TcpStoreInspector;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv store get}. */
@Command(
        name = "get",
        description = "Prints the value of a key: text as it is, other bytes in hex after 0x.",
        footer = "Does not wait for the key. If it does not exist, the exit code is 1.")
final class StoreGetCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(
            paramLabel = "KEY",
            description = "The key, as rdzv store keys shows it, without the slash that the protocol puts before it.")
    private String key = "";

    @Option(
            names = "--raw",
            description = "KEY is as the protocol has it, such as init/, or /KEY for what is KEY without this option.")
    private boolean raw;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        byte[] name = KeySyntax.parse(key);
        StoreKey wanted = raw ? StoreKey.raw(name) : StoreKey.of(name);
        try (TcpStoreInspector store = options.inspect()) {
            Optional<StoreValue> value = wanted.value(store);
            value.ifPresentOrElse(
                    found -> terminal.out().println(found.inFull()),
                    () -> terminal.err().println("rdzv: no value for [" + wanted.shown() + "]"));
            terminal.out().flush();
            terminal.err().flush();
            return value.isPresent() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
    }
}
