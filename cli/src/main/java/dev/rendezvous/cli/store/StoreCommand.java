package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rdzv store}: what its subcommands have in common is a store over TCP. */
@Command(
        name = "store",
        description = {
            "Hosts a TCP store, or reads and writes a running one: ours, or that of a PyTorch job.",
            "The keys in the store of a job that makes no progress show which process it waits for."
        },
        subcommands = {
            StoreServeCommand.class,
            StoreKeysCommand.class,
            StoreGetCommand.class,
            StoreSetCommand.class,
            StoreAddCommand.class,
            StoreWaitCommand.class
        })
public final class StoreCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        terminal.usage();
        return ExitCode.USAGE;
    }
}
