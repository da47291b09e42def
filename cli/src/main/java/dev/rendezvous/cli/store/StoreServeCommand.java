package dev.rendezvous.cli.store;

import dev.rendezvous.Endpoint;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.ShutdownGuard;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.InetSocketAddress;
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
            description = "The address to listen on (default: ${DEFAULT-VALUE}); 0.0.0.0 or :: for all.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port to listen on (default: any that is free).")
    private int port;

    @Mixin
    private StoreSecretOption secret = new StoreSecretOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TcpStoreServer server = builder().start();
                ShutdownGuard guard = ShutdownGuard.open(server::close)) {
            InetSocketAddress address = server.address();
            terminal.out()
                    .println("listening on " + Endpoint.of(address.getAddress().getHostAddress(), address.getPort()));
            terminal.out().flush();
            server.awaitEnd();
            return guard.isShuttingDown() ? ExitCode.FINE : stopped(address);
        }
    }

    private int stopped(InetSocketAddress address) {
        terminal.err()
                .println("rdzv: the store on port " + address.getPort()
                        + " has stopped, and what was in it is gone; the reason is in the log above");
        return ExitCode.FINDINGS;
    }

    private TcpStoreServer.Builder builder() {
        try {
            TcpStoreServer.Builder builder =
                    TcpStoreServer.builder().bindAddress(host).port(port);
            secret.secret().ifPresent(builder::secret);
            return builder;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
