package dev.rendezvous.zookeeper;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.spi.RunName;
import dev.rendezvous.spi.SecretFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.zookeeper.common.PathUtils;

/**
 * The parameters of a node that concern its connection.
 *
 * @param servers where the servers listen, each with a port
 * @param chroot the node below which all keys are, such as {@code /team1}; empty for the root
 * @param run the name of the run
 * @param lease the time-to-live that the engine will ask for
 * @param login the user and the password, if there are any
 * @param tls how to encrypt, if at all
 */
record ZookeeperSettings(
        List<Endpoint> servers,
        String chroot,
        String run,
        Duration lease,
        Optional<Login> login,
        Optional<ClientTls> tls) {

    private static final int DEFAULT_PORT = 2181;
    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /**
     * The user that the servers shall take this node for.
     *
     * @param user the name
     * @param password in clear text, as the scheme digest sends it
     */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    static ZookeeperSettings of(RendezvousParameters parameters) {
        String endpoint = parameters.endpoint().strip();
        int slash = endpoint.indexOf('/');
        return new ZookeeperSettings(
                Endpoint.parseAll(slash < 0 ? endpoint : endpoint.substring(0, slash), DEFAULT_PORT),
                slash < 0 ? "" : chroot(endpoint, endpoint.substring(slash)),
                RunName.of(parameters.runId()),
                parameters.getDuration(ElasticOptions.LEASE).orElse(DEFAULT_LEASE),
                login(parameters),
                ClientTls.of(parameters));
    }

    private static String chroot(String endpoint, String path) {
        if (path.equals("/")) {
            return "";
        }
        try {
            PathUtils.validatePath(path);
            return path;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the endpoint \"" + endpoint + "\" has no legal chroot after its servers: " + e.getMessage()
                            + "; expected host:port,host:port/path",
                    e);
        }
    }

    private static Optional<Login> login(RendezvousParameters parameters) {
        Optional<String> user = parameters.get(ElasticOptions.USER);
        Optional<String> password = SecretFile.read(parameters, ElasticOptions.PASSWORD_FILE);
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("the config has one of the keys " + ElasticOptions.USER + " and "
                    + ElasticOptions.PASSWORD_FILE + "; expected both or none");
        }
        if (user.filter(name -> name.isEmpty() || name.contains(":")).isPresent()) {
            throw new IllegalArgumentException("the config key " + ElasticOptions.USER + " has the value \""
                    + user.get() + "\"; a user of ZooKeeper has at least one character, and no colon");
        }
        return user.map(name -> new Login(name, password.orElseThrow()));
    }

    /** {@return the servers and the chroot, as the client takes them and messages show them} */
    String connectString() {
        return servers.stream().map(Endpoint::toString).collect(Collectors.joining(",")) + chroot;
    }

    /** {@return how long a call may wait for ZooKeeper, so that it fails with a reason before the engine gives it up} */
    Duration patience() {
        return engineTimeout().dividedBy(2);
    }

    /** {@return how long it may take to find out why a call has failed} */
    Duration patienceOfProbe() {
        return engineTimeout().multipliedBy(4).dividedBy(10);
    }

    private Duration engineTimeout() {
        Duration third = lease.dividedBy(3);
        return third.compareTo(LONGEST_WAIT) < 0 ? third : LONGEST_WAIT;
    }
}
