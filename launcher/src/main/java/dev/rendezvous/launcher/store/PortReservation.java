package dev.rendezvous.launcher.store;

import dev.rendezvous.launcher.plan.PortRange;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/**
 * Holds free ports of this machine until all nodes know them. So two agents on one machine never get the same ones. Between the release
 * and the start of a worker another program may take a port; the worker then fails, and the next round has other ports.
 */
public final class PortReservation implements AutoCloseable {

    private static final int ANY = 0;

    private final List<Socket> held = new ArrayList<>();
    private final PrimitiveIterator.OfInt candidates;
    private final int workers;
    private final boolean hasTracker;

    private PortReservation(Optional<PortRange> range, int workers, boolean hasTracker) {
        this.candidates = range.map(ports -> IntStream.rangeClosed(ports.first(), ports.last()))
                .orElseGet(() -> IntStream.generate(() -> ANY))
                .iterator();
        this.workers = workers;
        this.hasTracker = hasTracker;
    }

    /**
     * {@return the ports, held}
     *
     * @param range where they may lie; empty for any
     * @param workers how many ports for workers
     * @param hasTracker whether one for a tracker too
     * @throws IOException if the system has no free port
     */
    public static PortReservation of(Optional<PortRange> range, int workers, boolean hasTracker) throws IOException {
        PortReservation reservation = new PortReservation(range, workers, hasTracker);
        try {
            for (int i = 0; i < workers + (hasTracker ? 1 : 0); i++) {
                reservation.hold();
            }
        } catch (IOException e) {
            reservation.close();
            throw e;
        }
        return reservation;
    }

    /** A bound socket that does not listen: its port is taken, and no client can connect to it. */
    private void hold() throws IOException {
        while (candidates.hasNext()) {
            int port = candidates.nextInt();
            Socket socket = new Socket();
            try {
                socket.setReuseAddress(false);
                socket.bind(new InetSocketAddress(port));
                held.add(socket);
                return;
            } catch (BindException taken) {
                socket.close();
                if (port == ANY) {
                    throw taken;
                }
            }
        }
        throw new BindException("not enough ports of --port-range are free for " + workers + " workers");
    }

    /** {@return the ports} */
    public WorkerPorts ports() {
        List<Integer> numbers = held.stream().map(Socket::getLocalPort).toList();
        return new WorkerPorts(
                numbers.subList(0, workers), hasTracker ? Optional.of(numbers.get(workers)) : Optional.empty());
    }

    /** Releases the ports. */
    @Override
    public void close() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
    }
}
