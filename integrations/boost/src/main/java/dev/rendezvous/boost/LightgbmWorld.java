package dev.rendezvous.boost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.ml.lightgbm.lightgbmlib;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * A world of LightGBM: the members of one round are its machines. While it is open, training with {@code tree_learner=data} (or
 * {@code feature}, {@code voting}) and {@code pre_partition=true} makes one model from the data of all members, the same at each.
 *
 * <pre>{@code
 * try (LightgbmWorld world = LightgbmWorld.join(handler)) {
 *     LGBMDataset data = LGBMDataset.createFromMat(shard(world.info().rank()), rows, columns, true, world.parameters(), null);
 *     LGBMBooster model = LGBMBooster.create(data, "objective=regression tree_learner=data " + world.parameters());
 *     ...
 * }
 * }</pre>
 *
 * <p>Each member publishes a free port of its own in the store of the round; LightGBM takes the list of all. The class also loads the
 * native library from a temporary folder that this JVM has for itself: two JVMs that share one crash each other. A process can be in one
 * world at a time. When a member is lost, training fails or ends the process; run it under {@code rdzv run}, which starts the next round.
 * Not thread-safe.
 *
 * @since 0.1
 */
public final class LightgbmWorld implements AutoCloseable {

    private static final int PATIENCE_MINUTES = 1;
    private static final String KEY = "lightgbm/machine/";

    private final RendezvousInfo info;
    private final List<String> machines;
    private final int port;

    private LightgbmWorld(RendezvousInfo info, List<String> machines, int port) {
        this.info = info;
        this.machines = machines;
        this.port = port;
    }

    /**
     * Meets in the next round and joins the world of its members. Blocks until all members have joined.
     *
     * @param handler the handler of this node; it stays open
     * @return the world
     * @throws LGBMException if a member does not join within a minute, or another process has taken the port of this one; join again
     * @throws IllegalStateException if LightGBM has no native library for this platform, or if the own address is not known
     * @throws IOException if no port is free
     * @throws InterruptedException if the thread is interrupted while it waits for the round
     */
    public static LightgbmWorld join(RendezvousHandler handler)
            throws LGBMException, IOException, InterruptedException {
        return join(handler.nextRendezvous());
    }

    /**
     * Joins the world of the members of a round. Blocks until all members have joined. A program that {@code rdzv run} starts passes
     * {@code worker.info()} here.
     *
     * @param info the round
     * @return the world
     * @throws LGBMException if a member does not join within a minute, or another process has taken the port of this one; join again
     * @throws IllegalStateException if LightGBM has no native library for this platform, or if the own address is not known
     * @throws IOException if no port is free
     * @throws InterruptedException if the thread is interrupted while it waits for the others
     */
    public static LightgbmWorld join(RendezvousInfo info) throws LGBMException, IOException, InterruptedException {
        return join(info, Addresses.own(info));
    }

    /**
     * Joins the world of the members of a round whose backend tells no addresses. Blocks until all members have joined.
     *
     * @param info the round
     * @param host the address of this machine by which the others reach it
     * @return the world
     * @throws LGBMException if a member does not join within a minute, or another process has taken the port of this one; join again
     * @throws IllegalStateException if LightGBM has no native library for this platform
     * @throws IOException if no port is free
     * @throws InterruptedException if the thread is interrupted while it waits for the others
     */
    public static LightgbmWorld join(RendezvousInfo info, String host)
            throws LGBMException, IOException, InterruptedException {
        NativeLibraries.loadLightgbm();
        // LightGBM compares addresses with those of the interfaces of this machine.
        InetAddress address = InetAddress.getByName(host);
        int port = freePort(address);
        String own = address.getHostAddress() + ":" + port;
        info.store().set(KEY + info.rank(), own.getBytes(UTF_8));
        List<String> machines = new ArrayList<>();
        for (int rank = 0; rank < info.worldSize(); rank++) {
            machines.add(new String(info.store().get(KEY + rank), UTF_8));
        }
        LightgbmWorld world = new LightgbmWorld(info, List.copyOf(machines), port);
        world.connect();
        return world;
    }

    private static int freePort(InetAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.getLocalPort();
        }
    }

    private void connect() throws LGBMException {
        if (lightgbmlib.LGBM_NetworkInit(String.join(",", machines), port, PATIENCE_MINUTES, machines.size()) != 0) {
            throw new LGBMException(lightgbmlib.LGBM_GetLastError());
        }
    }

    /** {@return the round whose members are in this world} */
    public RendezvousInfo info() {
        return info;
    }

    /** {@return the parameters of LightGBM for data sets and boosters of this world: the number of machines, and that each has its part} */
    public String parameters() {
        return "num_machines=" + machines.size() + " pre_partition=true";
    }

    /** Leaves the world. Close data sets and boosters before. */
    @Override
    public void close() throws LGBMException {
        if (lightgbmlib.LGBM_NetworkFree() != 0) {
            throw new LGBMException(lightgbmlib.LGBM_GetLastError());
        }
    }
}
