package dev.rendezvous.etcd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a member listens.
 *
 * @param host an address of this machine
 * @param client the port for clients
 * @param peer the port for other members
 * @param metrics the port for health, which needs neither TLS nor a login
 */
record EtcdAddresses(String host, int client, int peer, int metrics) {

    /** {@return ports that nothing listens on at this moment} */
    static EtcdAddresses free(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        try (ServerSocket client = new ServerSocket(0, 1, address);
                ServerSocket peer = new ServerSocket(0, 1, address);
                ServerSocket metrics = new ServerSocket(0, 1, address)) {
            return new EtcdAddresses(host, client.getLocalPort(), peer.getLocalPort(), metrics.getLocalPort());
        }
    }

    /** {@return how a cluster names this member} */
    String member() {
        return "m" + peer + "=" + peerUrl();
    }

    URI health() {
        return URI.create(url("http", metrics) + "/health");
    }

    List<String> command(Path binary, Path data, String others, List<String> more) {
        String scheme = more.stream().anyMatch(argument -> argument.startsWith("--cert-file")) ? "https" : "http";
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--name=m" + peer,
                "--data-dir=" + data,
                "--listen-client-urls=" + url(scheme, client),
                "--advertise-client-urls=" + url(scheme, client),
                "--listen-peer-urls=" + peerUrl(),
                "--initial-advertise-peer-urls=" + peerUrl(),
                "--initial-cluster=" + (others.isEmpty() ? member() : member() + "," + others),
                "--listen-metrics-urls=" + url("http", metrics),
                "--logger=zap",
                "--log-level=warn"));
        command.addAll(more);
        return command;
    }

    private String peerUrl() {
        return url("http", peer);
    }

    private String url(String scheme, int port) {
        return scheme + "://" + host + ":" + port;
    }
}
