package dev.rendezvous.interop;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.launcher.torch.AgentProtocol;
import dev.rendezvous.launcher.torch.ExitBarrier;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * An agent of a torchrun job by itself, with one worker that only takes time. It ends with 0 when the job has ended well, or when it only
 * stood by.
 *
 * <p>Arguments: the port of the store on this machine, the run id, the name of this node, the minimum and the maximum number of nodes, the
 * release of PyTorch, and for how many seconds it works in a round. Further arguments are config keys of the backend, as KEY=VALUE. It
 * prints a line when it joins a round, and one when it is done.
 */
public final class C10dAgent {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ARGUMENTS = 7;
    private static final int CLOSED = 3;

    private final String name;
    private final Duration work;
    private final RendezvousHandler handler;

    private C10dAgent(String name, Duration work, RendezvousHandler handler) {
        this.name = name;
        this.work = work;
        this.handler = handler;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < ARGUMENTS) {
            System.err.println("arguments: PORT RUN_ID NAME MIN MAX RELEASE SECONDS [KEY=VALUE]...");
            System.exit(2);
        }
        RendezvousParameters.Builder parameters = RendezvousParameters.builder("c10d")
                .endpoint("127.0.0.1:" + arguments[0])
                .runId(arguments[1])
                .localAddress(arguments[2])
                .nodes(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]))
                .config("peer", arguments[5])
                .config("is_host", "false")
                .config("last_call_timeout", "3s");
        for (int i = ARGUMENTS; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            parameters.config(pair[0], pair[1]);
        }
        Duration work = Duration.ofSeconds(Long.parseLong(arguments[6]));
        int code;
        try (RendezvousHandler handler =
                RendezvousRegistry.discovered(C10dAgent.class.getClassLoader()).createHandler(parameters.build())) {
            code = new C10dAgent(arguments[2], work, handler).run();
        }
        System.exit(code);
    }

    private int run() throws IOException, InterruptedException {
        try {
            RendezvousInfo info = meet();
            while (!isDone(info)) {
                info = meet();
            }
            say("done");
            return 0;
        } catch (RendezvousGracefulExitException e) {
            say("not needed");
            return 0;
        } catch (RendezvousClosedException e) {
            say("closed before this agent was done");
            return CLOSED;
        }
    }

    private RendezvousInfo meet() throws IOException, InterruptedException {
        RendezvousInfo info = handler.nextRendezvous();
        AgentProtocol.Settled settled = new AgentProtocol(info, PATIENCE).settle("default", 1, C10dAgent::freeEndpoint);
        say("round " + info.round() + ": agent " + info.rank() + " of " + info.worldSize() + ", worker "
                + settled.own().firstRank() + " of " + settled.own().worldSize() + ", master " + settled.master());
        return info;
    }

    private static Endpoint freeEndpoint() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Endpoint.of("127.0.0.1", socket.getLocalPort());
        }
    }

    /** Works, and waits for the others. Any agent that meets again takes the others with it. */
    private boolean isDone(RendezvousInfo info) throws InterruptedException {
        long end = System.nanoTime() + work.toNanos();
        long left = work.toNanos();
        while (left > 0) {
            if (handler.isRunClosed()) {
                // The others are done; the work goes on, as with torchrun.
                Thread.sleep(Duration.ofNanos(left).toMillis());
            } else if (handler.awaitChange(Duration.ofNanos(left)) && !handler.isRunClosed()) {
                return false;
            }
            left = end - System.nanoTime();
        }
        ExitBarrier barrier = new ExitBarrier(info, PATIENCE.multipliedBy(5));
        ExitBarrier.End reached = barrier.pass(() -> handler.isRunClosed() || handler.numNodesWaiting() > 0);
        if (reached == ExitBarrier.End.ABANDONED && !handler.isRunClosed()) {
            return false;
        }
        handler.closeRun();
        return true;
    }

    private void say(String text) {
        System.out.println(name + ": " + text);
    }
}
