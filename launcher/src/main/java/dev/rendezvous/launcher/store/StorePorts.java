package dev.rendezvous.launcher.store;

import dev.rendezvous.launcher.plan.PortRange;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Where the agent may host a store. */
public final class StorePorts {

    private final Optional<PortRange> range;

    /**
     * Makes a choice of ports.
     *
     * @param range the ports; empty for any
     */
    public StorePorts(Optional<PortRange> range) {
        this.range = range;
    }

    private interface Attempt<T> {
        T on(int port) throws IOException;
    }

    /**
     * {@return a store that listens}
     *
     * @param address the address to listen on
     * @throws IOException if no port is free
     */
    public TcpStoreServer start(InetAddress address) throws IOException {
        return first(
                address,
                port -> TcpStoreServer.builder()
                        .bindAddress(address.getHostAddress())
                        .port(port)
                        .start());
    }

    /**
     * {@return a port that is free now}
     *
     * @param address the address to listen on
     * @throws IOException if no port is free
     */
    public int free(InetAddress address) throws IOException {
        return first(address, port -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address, port));
                return socket.getLocalPort();
            }
        });
    }

    private <T> T first(InetAddress address, Attempt<T> attempt) throws IOException {
        int last = range.map(PortRange::last).orElse(0);
        BindException taken = new BindException("no port");
        for (int port = range.map(PortRange::first).orElse(0); port <= last; port++) {
            try {
                return attempt.on(port);
            } catch (BindException e) {
                taken = e;
            }
        }
        String ports = range.map(each -> "no port of --port-range " + each + " is free")
                .orElse("no port can be had");
        BindException all = new BindException(ports + " on " + address.getHostAddress() + ": " + taken.getMessage());
        all.initCause(taken);
        throw all;
    }
}
