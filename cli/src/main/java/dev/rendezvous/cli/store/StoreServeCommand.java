package dev.rendezvous.cli.store;

import dev.rendezvous.Endpoint;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.ShutdownGuard;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rdzv store serve}. */
@Command(
        name = "serve",
        description = "Hosts a store until the process is stopped, for instance by Ctrl-C.",
        footer = {
            "Prints \"listening on HOST:PORT\" when clients can connect. The content is lost when the process ends.",
            "The plain protocol has neither encryption nor authentication: every client that reaches the port can read and write."
        })
final class StoreServeCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description =
                    "The address to listen on (default: ${DEFAULT-VALUE}): 0.0.0.0 for all of IPv4, :: for all of IPv4 and IPv6.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port to listen on (default: any that is free).")
    private int port;

    @Mixin
    private StoreSecretOption secret = new StoreSecretOption();

    @Mixin
    private StoreLimitOptions limits = new StoreLimitOptions();

    @Option(
            names = "--verbose",
            description = "Log each client that is disconnected; else one warning for each kind and minute.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (verbose) {
            VerboseLog.start(terminal);
        }
        try (TcpStoreServer server = builder().start();
                ShutdownGuard guard = ShutdownGuard.open(server::close)) {
            terminal.out().println("listening on " + server.endpoint());
            terminal.out().flush();
            server.awaitEnd();
            return guard.isShuttingDown() ? ExitCode.FINE : stopped(server.endpoint());
        }
    }

    private int stopped(Endpoint endpoint) {
        terminal.err()
                .println("rdzv: the store at " + endpoint
                        + " has stopped, and what was in it is gone; the reason is in the log above");
        return ExitCode.FINDINGS;
    }

    private TcpStoreServer.Builder builder() {
        try {
            TcpStoreServer.Builder builder =
                    TcpStoreServer.builder().bindAddress(host).port(port);
            secret.secret().ifPresent(builder::secret);
            limits.apply(builder);
            return builder;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
