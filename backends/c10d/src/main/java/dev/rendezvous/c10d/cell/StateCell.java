package dev.rendezvous.c10d.cell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.Store;
import dev.rendezvous.c10d.state.RunState;
import dev.rendezvous.c10d.state.StateCodec;
import java.util.Optional;

/**
 * The key of a run's state in a store, as PyTorch uses it: a key that no node has set gets a mark, so that reads need not wait, and each
 * write names the bytes that it replaces.
 *
 * <p>The answer to a write is the value after it. So a write has succeeded if the answer is what was sent. Two nodes that send the same
 * bytes both take it for theirs, which does no harm: both wanted this state.
 */
public final class StateCell {

    /** What PyTorch stores before the first state. */
    static final String NO_STATE = "Y2FuaW1hZGFt";

    private static final byte[] ABSENT = {};

    private final Store store;
    private final StateCodec codec;

    /**
     * Makes a cell. Nothing is read or written.
     *
     * @param store with the key of the codec
     * @param codec of the states
     */
    public StateCell(Store store, StateCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /**
     * {@return what is in the cell}
     *
     * @throws dev.rendezvous.RendezvousStateException if that is not a state of the family
     * @throws dev.rendezvous.RendezvousConnectionException if the store cannot be reached
     * @throws InterruptedException if the thread is interrupted
     */
    public Seen read() throws InterruptedException {
        Optional<byte[]> found = store.find(codec.key());
        return seen(found.isPresent() ? found.get() : store.compareAndSet(codec.key(), ABSENT, bytes(NO_STATE)), false);
    }

    /**
     * Replaces what is in the cell, unless it has changed.
     *
     * @param before what must be in it
     * @param wanted the new state
     * @return what is in it now
     * @throws dev.rendezvous.RendezvousStateException if another agent has written something that is not a state of the family, or if the
     *     wanted state cannot be written
     * @throws dev.rendezvous.RendezvousConnectionException if the store cannot be reached; the write may have been done
     * @throws InterruptedException if the thread is interrupted
     */
    public Seen replace(Seen before, RunState wanted) throws InterruptedException {
        byte[] desired = codec.encode(wanted);
        String text = text(desired);
        byte[] answer = store.compareAndSet(codec.key(), bytes(before.token()), desired);
        if (text(answer).equals(before.token()) && !text.equals(before.token())) {
            // A store answers this only where the key is gone: another server took the place of this one.
            answer = store.compareAndSet(codec.key(), ABSENT, desired);
        }
        return seen(answer, text(answer).equals(text));
    }

    private Seen seen(byte[] stored, boolean written) {
        String token = text(stored);
        return new Seen(token, token.equals(NO_STATE) ? Optional.empty() : Optional.of(codec.decode(stored)), written);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
