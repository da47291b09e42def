package dev.rendezvous.fixed;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What the backend {@code static} says: what happened, at which node, and what mends it. */
final class StaticMessages {

    private StaticMessages() {}

    static IllegalArgumentException noRank() {
        return new IllegalArgumentException("the config key rank is missing; give each node its own, from 0 on");
    }

    static IllegalArgumentException rankOutOfRange(int rank, int worldSize) {
        return new IllegalArgumentException(
                "the rank " + rank + " is not in a group of " + worldSize + "; expected 0 to " + (worldSize - 1));
    }

    static IllegalArgumentException noRunId() {
        return new IllegalArgumentException("the run id is empty; all nodes of a run give the same one");
    }

    static IllegalArgumentException noEndpoint() {
        return new IllegalArgumentException(
                "the endpoint is empty; name the host and the port of the node of rank 0, such as node-0:29500");
    }

    static IllegalArgumentException noPort(String endpoint) {
        return new IllegalArgumentException("the endpoint " + endpoint
                + " has no port from 1 to 65535; all nodes have to know it, so name one, such as 29500");
    }

    static IllegalArgumentException tlsIsOff(String key) {
        return new IllegalArgumentException("the config has " + key + ", but there is no TLS; set " + StaticTls.TLS
                + " to true as well, at all nodes, or leave it out");
    }

    static IllegalArgumentException tlsFileMissing(String key, String reason) {
        return new IllegalArgumentException(
                "the config key " + key + " is missing; name a PKCS #12 or JKS file, since " + reason);
    }

    static IllegalArgumentException unusable(String key, String file, String reason) {
        return new IllegalArgumentException(
                "the file " + file + " of the config key " + key + " is of no use: " + reason);
    }

    static IllegalArgumentException unreadable(String key, String file, Exception cause) {
        return new IllegalArgumentException(
                "the file " + file + " of the config key " + key + " cannot be read: " + cause, cause);
    }

    static RendezvousConnectionException cannotHost(StaticSettings settings, IOException cause) {
        return new RendezvousConnectionException(
                "rank 0 cannot host the store of run " + settings.runId() + ": " + cause.getMessage()
                        + "; is another node rank 0 too, does an earlier run still have the port, or is "
                        + settings.bindAddress()
                        + " no address of this machine? (then set the config key bind_address, such as 0.0.0.0)",
                cause);
    }

    static RendezvousTimeoutException noHost(StaticSettings settings, Exception cause) {
        return new RendezvousTimeoutException(
                "rank 0, which hosts the store of run " + settings.runId() + ", is missing at rank " + settings.rank()
                        + " after " + TimeText.of(settings.joinTimeout()) + ": " + cause.getMessage(),
                cause);
    }

    static RendezvousTimeoutException otherRun(StaticSettings settings) {
        return new RendezvousTimeoutException("the store at " + settings.endpoint() + " has no run "
                + settings.runId() + " after " + TimeText.of(settings.joinTimeout())
                + "; is it that of another run? Give each run a port of its own");
    }

    static RendezvousTimeoutException missing(StaticSettings settings, List<Integer> ranks) {
        return new RendezvousTimeoutException(
                ranks.isEmpty()
                        ? "all nodes of run " + settings.runId() + " came within " + TimeText.of(settings.joinTimeout())
                                + ", but rank 0 did not start the round; is it still there?"
                        : "run " + settings.runId() + " at " + settings.endpoint() + " is not complete after "
                                + TimeText.of(settings.joinTimeout()) + ": of " + settings.worldSize() + " ranks "
                                + ranks
                                + " are missing");
    }

    static RendezvousStateException sizesDiffer(StaticSettings settings, String hostSize) {
        return new RendezvousStateException("rank " + settings.rank() + " was told that run " + settings.runId()
                + " has " + settings.worldSize() + " nodes, rank 0 was told " + hostSize
                + "; give all nodes the same number");
    }

    static RendezvousStateException rankTaken(StaticSettings settings) {
        return new RendezvousStateException("another node of run " + settings.runId() + " has rank " + settings.rank()
                + " too, and came after this one; give each node its own");
    }

    static RendezvousClosedException runClosed(StaticSettings settings) {
        return new RendezvousClosedException("the rendezvous of run " + settings.runId() + " is closed");
    }

    static RendezvousStateException nobodyTold(StaticSettings settings) {
        return new RendezvousStateException(
                "rank 0 has not hosted the store of run " + settings.runId()
                        + ", so that it cannot tell the others that the run is closed; call nextRendezvous first, or end them too");
    }

    static RendezvousTimeoutException stillThere(StaticSettings settings) {
        return new RendezvousTimeoutException("some nodes have not left run " + settings.runId());
    }

    static RendezvousTimeoutException notHeard(StaticSettings settings, Duration limit) {
        return new RendezvousTimeoutException("rank 0 of run " + settings.runId() + " at " + settings.endpoint()
                + " has not answered what rank " + settings.rank() + " says in parting within " + TimeText.of(limit));
    }

    static IllegalStateException handlerClosed(StaticSettings settings) {
        return new IllegalStateException("this handler of run " + settings.runId() + " is closed");
    }

    static String goneWithoutGoodbye(Endpoint endpoint) {
        return "some nodes have not said goodbye, but nobody is connected to the store at " + endpoint
                + " any more, as when their processes have died; it is closed";
    }

    static String leftAlone(Endpoint endpoint, Duration linger) {
        return "some nodes have not left the store at " + endpoint + " within " + TimeText.of(linger)
                + "; it is closed all the same";
    }
}
