package dev.rendezvous.launcher.torch;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Where torchrun's agents wait for each other when their workers have ended well. PyTorch waits up to 300 seconds and takes no failure
 * amiss: the job has ended well by then.
 */
public final class ExitBarrier {

    private static final String STATE = "torchelastic/agent/terminal_state";
    private static final String MEMBERS = STATE + "/num_members";
    private static final String LAST = STATE + "/last_member";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RendezvousInfo info;
    private final TorchStore store;
    private final Duration patience;

    /**
     * Makes the barrier of one round.
     *
     * @param info the round
     * @param patience how long to wait for the others
     */
    public ExitBarrier(RendezvousInfo info, Duration patience) {
        this.info = info;
        this.store = new TorchStore(info.store(), LOOK);
        this.patience = patience;
    }

    /** Asked each second while the agent waits. */
    @FunctionalInterface
    public interface Abandoned {

        /**
         * {@return whether the others meet again, so that there is nothing to wait for}
         *
         * @throws InterruptedException if the thread is interrupted
         */
        boolean isSo() throws InterruptedException;
    }

    /** How a wait ended. */
    public enum End {
        /** All agents are done. */
        ALL_DONE,
        /** Some are not, and the time is over. */
        TIME_UP,
        /** The others meet again. */
        ABANDONED
    }

    /**
     * Says that the workers of this agent have ended well, and waits for the others.
     *
     * @param abandoned asked each second
     * @return how the wait ended
     * @throws dev.rendezvous.RendezvousConnectionException if the store cannot be reached
     * @throws InterruptedException if the thread is interrupted
     */
    public End pass(Abandoned abandoned) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (!AgentProtocol.isOlder(info)) {
            if (store.add(MEMBERS) == info.worldSize()) {
                store.set(LAST, "<val_ignored>");
            }
            return await(List.of(LAST), end, abandoned);
        }
        IntFunction<String> states = rank -> STATE + rank;
        store.set(states.apply(info.rank()), String.valueOf(info.rank()));
        End all = await(keys(states), end, abandoned);
        if (all == End.ALL_DONE) {
            store.set(TorchStore.finished(states).apply(info.rank()), "FIN");
            return info.rank() == 0 ? await(keys(TorchStore.finished(states)), end, abandoned) : all;
        }
        return all;
    }

    private List<String> keys(IntFunction<String> key) {
        return IntStream.range(0, info.worldSize()).mapToObj(key).toList();
    }

    private End await(List<String> keys, long end, Abandoned abandoned) throws InterruptedException {
        while (true) {
            try {
                store.await(keys);
                return End.ALL_DONE;
            } catch (RendezvousTimeoutException notYet) {
                if (abandoned.isSo()) {
                    return End.ABANDONED;
                }
                if (System.nanoTime() - end > 0) {
                    return End.TIME_UP;
                }
            }
        }
    }
}
