package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The store of one round. A wait for keys ends early when a node of the round is not connected any more and does not come back, since
 * a round whose node has died cannot go on.
 *
 * @param view the keys of the round
 * @param run what the nodes of the run have written down
 */
record RoundStore(Store view, RunStore run, int round, StaticSettings settings) implements Store {

    /** How long a node may take to connect again. */
    private static final Duration COMING_BACK = Duration.ofSeconds(5);

    /** A wait for keys, up to a time. */
    private interface Wait<T> {
        T upTo(Duration limit) throws InterruptedException;
    }

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        view.set(key, value);
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        return await(timeout(), limit -> view.withTimeout(limit).get(key));
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        return view.find(key);
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        return view.add(key, delta);
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return view.compareAndSet(key, expected, desired);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return view.replace(key, expected, desired);
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        return view.contains(keys);
    }

    @Override
    public void await(Collection<String> keys, Duration limit) throws InterruptedException {
        await(limit, part -> {
            view.await(keys, part);
            return true;
        });
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return view.delete(key);
    }

    @Override
    public long size() throws InterruptedException {
        return view.size();
    }

    @Override
    public Duration timeout() {
        return view.timeout();
    }

    @Override
    public Store withTimeout(Duration timeout) {
        return new RoundStore(view.withTimeout(timeout), run, round, settings);
    }

    @Override
    public void close() {}

    private <T> T await(Duration limit, Wait<T> wait) throws InterruptedException {
        Deadline deadline = Deadline.after(limit);
        List<Integer> gone = List.of();
        while (true) {
            try {
                return wait.upTo(deadline.leftUpTo(COMING_BACK));
            } catch (RendezvousTimeoutException e) {
                List<Integer> before = gone;
                gone = gone();
                List<Integer> stillGone = gone.stream().filter(before::contains).toList();
                if (!stillGone.isEmpty()) {
                    throw failure(e, limit, stillGone);
                }
                if (deadline.isOver()) {
                    throw gone.isEmpty() && limit.compareTo(COMING_BACK) <= 0 ? e : failure(e, limit, gone);
                }
            }
        }
    }

    private RendezvousTimeoutException failure(RendezvousTimeoutException e, Duration limit, List<Integer> ranks) {
        RendezvousTimeoutException failure = new RendezvousTimeoutException(
                StaticMessages.noValue(settings, e.missing(), limit, ranks), e.missing());
        failure.initCause(e);
        return failure;
    }

    /** {@return the ranks that are not connected any more; empty if that cannot be found out} */
    private List<Integer> gone() throws InterruptedException {
        try {
            return run.gone(round);
        } catch (RendezvousException e) {
            return List.of();
        }
    }
}
