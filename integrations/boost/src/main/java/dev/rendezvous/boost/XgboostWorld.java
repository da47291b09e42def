package dev.rendezvous.boost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * A world of XGBoost: the members of one round are its workers. While it is open, {@code XGBoost.train} trains one model on the data of
 * all members, and returns the same model to each.
 *
 * <pre>{@code
 * try (XgboostWorld world = XgboostWorld.join(handler)) {
 *     Booster model = XGBoost.train(shard(world.info().rank()), parameters, 10, Map.of(), null, null);
 * }
 * }</pre>
 *
 * <p>Rank 0 runs the tracker of XGBoost on a free port and publishes its address in the store of the round. The address is passed as
 * parameters: XGBoost 3 ignores the variables {@code DMLC_*}, and each process would silently train alone.
 *
 * <p>A process can be in one world at a time. When a member is lost, the training of the others fails with {@code XGBoostError}; close the
 * world, call {@link #join(RendezvousHandler)} again, and go on from the last checkpoint. Not thread-safe; XGBoost binds a world to the
 * thread that joined it, so join, train and close on one thread.
 *
 * @since 0.1
 */
public final class XgboostWorld implements AutoCloseable {

    /** How long the tracker and the workers wait for each other. A worker whose start fails is missed by the others for so long. */
    private static final int PATIENCE_SECONDS = 60;

    private static final String KEY = "xgboost/tracker";

    private static final int LEAVE_SECONDS = 30;

    private final RendezvousInfo info;
    private final Optional<RendezvousHandler> handler;
    private final @Nullable RabitTracker tracker;

    private XgboostWorld(RendezvousInfo info, Optional<RendezvousHandler> handler, @Nullable RabitTracker tracker) {
        this.info = info;
        this.handler = handler;
        this.tracker = tracker;
    }

    /**
     * Meets in the next round and joins the world of its members. Blocks until all members have joined.
     *
     * @param handler the handler of this node; it stays open
     * @return the world
     * @throws XGBoostError if a member does not join within a minute
     * @throws IllegalStateException if XGBoost has no native library for this platform, if the address of rank 0 is not known, or if
     *     XGBoost does not take the rank and the world size of the round
     * @throws InterruptedException if the thread is interrupted while it waits for the round
     */
    public static XgboostWorld join(RendezvousHandler handler) throws XGBoostError, InterruptedException {
        RendezvousInfo info = handler.nextRendezvous();
        return join(info, Addresses.ofRankZero(info), Optional.of(handler));
    }

    /**
     * Joins the world of the members of a round. Blocks until all members have joined. A program that {@code rdzv run} starts passes
     * {@code worker.info()} here.
     *
     * @param info the round
     * @return the world
     * @throws XGBoostError if a member does not join within a minute
     * @throws IllegalStateException if XGBoost has no native library for this platform, if the address of rank 0 is not known, or if
     *     XGBoost does not take the rank and the world size of the round
     * @throws InterruptedException if the thread is interrupted while it waits for the tracker
     */
    public static XgboostWorld join(RendezvousInfo info) throws XGBoostError, InterruptedException {
        return join(info, Addresses.ofRankZero(info));
    }

    /**
     * Joins the world of the members of a round whose backend tells no addresses. Blocks until all members have joined.
     *
     * @param info the round
     * @param host the address by which the others reach rank 0, which binds the tracker to it; the other ranks ignore it
     * @return the world
     * @throws XGBoostError if a member does not join within a minute
     * @throws IllegalStateException if XGBoost has no native library for this platform, or does not take the rank and the world size of the
     *     round
     * @throws InterruptedException if the thread is interrupted while it waits for the tracker
     */
    public static XgboostWorld join(RendezvousInfo info, String host) throws XGBoostError, InterruptedException {
        return join(info, host, Optional.empty());
    }

    private static XgboostWorld join(RendezvousInfo info, String host, Optional<RendezvousHandler> handler)
            throws XGBoostError, InterruptedException {
        NativeLibraries.loadXgboost();
        RabitTracker tracker = info.rank() == 0 ? startTracker(info, host) : null;
        XgboostWorld world = new XgboostWorld(info, handler, tracker);
        try {
            String address = new String(info.store().get(KEY), UTF_8);
            Communicator.init(parameters(address, info));
            checkPlace(Communicator.getRank(), Communicator.getWorldSize(), info);
            return world;
        } catch (XGBoostError | InterruptedException | RuntimeException e) {
            world.stopTracker();
            throw e;
        }
    }

    private static RabitTracker startTracker(RendezvousInfo info, String host)
            throws XGBoostError, InterruptedException {
        RabitTracker tracker = new RabitTracker(info.worldSize(), host, 0, PATIENCE_SECONDS);
        tracker.start();
        Map<String, Object> arguments = tracker.getWorkerArgs();
        String address = arguments.get("dmlc_tracker_uri") + " " + arguments.get("dmlc_tracker_port");
        info.store().set(KEY, address.getBytes(UTF_8));
        return tracker;
    }

    /** A release of XGBoost that ignored the parameters would train alone in each process, and say nothing. */
    static void checkPlace(int rank, int worldSize, RendezvousInfo info) {
        if (rank != info.rank() || worldSize != info.worldSize()) {
            throw new IllegalStateException("XGBoost has joined as rank " + rank + " of " + worldSize
                    + "; expected rank " + info.rank() + " of " + info.worldSize()
                    + "; does this release of XGBoost take the address of its tracker as parameters dmlc_*?"
                    + " Release 3.4.0 does");
        }
    }

    /** A key in two spellings is refused as a duplicate, and a port must be a number. */
    private static Map<String, Object> parameters(String address, RendezvousInfo info) {
        int blank = address.lastIndexOf(' ');
        return Map.of(
                "dmlc_communicator", "rabit",
                "dmlc_tracker_uri", address.substring(0, blank),
                "dmlc_tracker_port", Integer.valueOf(address.substring(blank + 1)),
                "dmlc_timeout", PATIENCE_SECONDS,
                // XGBoost sorts these as texts.
                "dmlc_task_id", "%09d".formatted(info.rank()));
    }

    /** {@return the round whose members are in this world; its ranks are those of XGBoost} */
    public RendezvousInfo info() {
        return info;
    }

    /**
     * Leaves the world. Rank 0 waits until the others have left too: up to half a minute, or until the round is broken.
     *
     * @throws XGBoostError if the world has broken; it is left all the same
     */
    @Override
    public void close() throws XGBoostError {
        try {
            Communicator.shutdown();
            int seconds = 0;
            while (seconds < LEAVE_SECONDS && !haveOthersLeft() && !isRoundBroken()) {
                seconds++;
            }
        } finally {
            stopTracker();
        }
    }

    /** Waits for up to a second. The tracker ends when all workers have left; until then it says that it has failed. */
    private boolean haveOthersLeft() {
        try {
            if (tracker != null) {
                tracker.waitFor(1);
            }
            return true;
        } catch (XGBoostError notYet) {
            return false;
        }
    }

    private boolean isRoundBroken() {
        try {
            return handler.isPresent() && handler.get().numNodesWaiting() > 0;
        } catch (RendezvousException unreachable) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void stopTracker() throws XGBoostError {
        if (tracker != null) {
            tracker.stop();
        }
    }
}
