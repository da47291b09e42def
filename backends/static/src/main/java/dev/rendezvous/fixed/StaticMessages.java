package dev.rendezvous.fixed;

import dev.rendezvous.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The texts of the backend {@code static}: what happened, at which node, and how to fix it. */
final class StaticMessages {

    static final String CLOSE_REASON = "a node closed the run";
    static final String HOST_LOST = "; it was reached before, so its process has ended or it has closed its handler";
    static final List<String> HOST = List.of("rank 0");

    private StaticMessages() {}

    static String cannotHost(StaticSettings settings, IOException cause) {
        return "rank 0 cannot host the store of run " + settings.runId() + ": " + cause.getMessage()
                + "; is another node rank 0 too, does an earlier run still have the port, or is "
                + settings.bindAddress()
                + " not an address of this machine? (then set the config key bind_address, such as 0.0.0.0)";
    }

    /**
     * {@return the text for a store that cannot be reached up to the join time-out}
     *
     * @param known what else is known of rank 0
     */
    static String noHost(StaticSettings settings, Exception cause, String known) {
        return "rank 0, which hosts the store of run " + settings.runId() + ", is missing at rank " + settings.rank()
                + " after " + time(settings.joinTimeout()) + ": " + cause.getMessage() + known
                + hostMayBeElsewhere(settings);
    }

    static String otherRun(String other) {
        return "; before that, the store there was that of run " + other + ": give each run a port of its own";
    }

    static String noRun(StaticSettings settings, Optional<String> other) {
        String found = other.map(run -> "the store at " + settings.endpoint() + " is that of run " + run
                        + ", and not of run " + settings.runId())
                .orElse("the store at " + settings.endpoint() + " has no run " + settings.runId());
        return found + ", after " + time(settings.joinTimeout())
                + "; give each run a port of its own, and all nodes of a run the same run id";
    }

    static String incomplete(StaticSettings settings, Absence absence) {
        if (absence.isEmpty()) {
            return "all nodes of run " + settings.runId() + " came within " + time(settings.joinTimeout())
                    + ", but rank 0 did not start the round; is it still there?";
        }
        return "run " + settings.runId() + " at " + settings.endpoint() + " is not complete after "
                + time(settings.joinTimeout()) + ": of " + settings.worldSize() + " ranks " + absence.text()
                + othersMayBeElsewhere(settings);
    }

    static String hostGaveUp(StaticSettings settings, String reason) {
        return "rank 0 gave up before rank " + settings.rank() + " did: " + reason;
    }

    static String sizesDiffer(StaticSettings settings, String hostSize) {
        return "rank " + settings.rank() + " was told that run " + settings.runId() + " has " + settings.worldSize()
                + " nodes, rank 0 was told " + hostSize + "; give all nodes the same number";
    }

    static String rankTaken(StaticSettings settings) {
        return "another node of run " + settings.runId() + " has rank " + settings.rank()
                + " too, and came before this one; give each node its own rank. If that node's machine has failed, start this"
                + " node again when its connection has ended";
    }

    static String runClosed(StaticSettings settings) {
        return "the rendezvous of run " + settings.runId() + " is closed";
    }

    static String notHosted(StaticSettings settings) {
        return "rank 0 has not hosted the store of run " + settings.runId()
                + ", so it cannot tell the others that the run is closed; call nextRendezvous first, or end them too";
    }

    static String handlerClosed(StaticSettings settings) {
        return "this handler of run " + settings.runId() + " is closed";
    }

    /**
     * {@return the text for keys that did not come}
     *
     * @param gone ranks that are not connected any more
     */
    static String noValue(StaticSettings settings, List<String> keys, Duration limit, List<Integer> gone) {
        String text = "no value for " + new TreeSet<>(keys) + " in the store of run " + settings.runId() + " at "
                + settings.endpoint();
        if (gone.isEmpty()) {
            return text + " after " + time(limit);
        }
        return text + ": of the nodes of this round, ranks " + gone
                + " are not connected any more and have not closed their handlers; they have died, or lost the network";
    }

    static String disconnected(Endpoint endpoint) {
        return "some nodes have not closed their handlers, but no node is connected to the store at " + endpoint
                + " any more; the store is closed";
    }

    static String leftAlone(Endpoint endpoint, Duration linger) {
        return "some nodes have not left the store at " + endpoint + " within " + time(linger)
                + "; it is closed all the same";
    }

    private static String time(Duration time) {
        return time.getNano() == 0 ? time.getSeconds() + " s" : time.toMillis() + " ms";
    }

    private static String hostMayBeElsewhere(StaticSettings settings) {
        return isLoopback(settings.endpoint().host())
                ? "; " + settings.endpoint().host()
                        + " means this machine itself: if rank 0 runs on another one, the endpoint must name that one"
                : "";
    }

    private static String othersMayBeElsewhere(StaticSettings settings) {
        return settings.isHost() && isLoopback(settings.bindAddress())
                ? "; the store listens on " + settings.bindAddress()
                        + ", which nodes on other machines cannot reach: if there are any, the endpoint must name this machine"
                : "";
    }

    /** Without asking DNS. */
    private static boolean isLoopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.startsWith("127.") || lower.equals("::1");
    }
}
