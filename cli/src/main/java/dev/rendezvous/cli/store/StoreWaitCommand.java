package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.DurationConverter;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv store wait}. */
@Command(
        name = "wait",
        description = "Waits until all the keys exist.",
        footer = "If some are still missing at the time-out, they are named, and the exit code is 1.")
final class StoreWaitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "KEY", arity = "1..*", description = "The keys.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long to wait, such as 500ms, 30s, 2m (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Override
    public Integer call() throws InterruptedException {
        List<String> names = keys.stream().map(KeySyntax::parseText).toList();
        try (TcpStoreClient store = options.connect()) {
            store.await(names, timeout);
            return ExitCode.FINE;
        }
    }
}
