package dev.rendezvous;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * The key-value store that the nodes of a group share. Keys are text, values are bytes; an empty value is a value.
 *
 * <p><b>Threads.</b> A store may be used from many threads at once. Each call is atomic against all others: it takes effect
 * at one moment between its start and its return.
 *
 * <p><b>Blocking.</b> Every call may cross the network. {@link #get} and {@link #await} also wait for keys, up to their
 * time-out, and end with {@link InterruptedException} when their thread is interrupted. A call that was interrupted or
 * timed out while it waited has changed nothing.
 *
 * <p><b>Errors.</b> {@link RendezvousTimeoutException#missing()} has the keys that did not come.
 * {@link RendezvousConnectionException} says that the store cannot be reached; its
 * {@link RendezvousConnectionException#outcome() outcome} says whether an update may have been done. A call on a store that its own
 * program closed is an {@link IllegalStateException}; a close ends the calls that wait in the same way.
 *
 * <p><b>Arrays.</b> An array that goes in is copied or sent before the call returns. An array that comes out belongs to the caller.
 *
 * <p><b>Durability.</b> When a call returns, every other node sees its effect. A store whose protocol has no answer to {@link #set}
 * may promise that of a {@code set} only once a later call with an answer has returned; it says so. What outlives the group is the
 * backend's own promise.
 *
 * <p><b>Views.</b> {@link #withTimeout} and {@link #prefixed} give views of the same store. A view owns nothing: closing it
 * leaves the store open.
 *
 * <p>The meanings are those of PyTorch's stores, so that one on the wire can stand behind this interface.
 *
 * @since 0.1
 */
public interface Store extends AutoCloseable {

    /**
     * Sets the key, whether or not it is there, and wakes the calls that wait for it.
     *
     * @param key any text
     * @param value any bytes
     * @throws InterruptedException if the thread is interrupted
     */
    void set(String key, byte[] value) throws InterruptedException;

    /**
     * {@return the value of the key} Waits up to {@link #timeout()} for the key to come.
     *
     * @param key any text
     * @throws RendezvousTimeoutException if the key does not come in time
     * @throws InterruptedException if the thread is interrupted
     */
    byte[] get(String key) throws InterruptedException;

    /**
     * {@return the value of the key; empty if the key is not there} Does not wait for the key.
     *
     * @param key any text
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<byte[]> find(String key) throws InterruptedException;

    /**
     * Adds to a counter, which is kept as decimal text. A key that is not there counts as 0 and is created, also by a delta of
     * 0. The sum wraps around at the ends of {@code long}.
     *
     * @param key any text
     * @param delta what to add, of either sign
     * @return the new value
     * @throws RendezvousStateException if the value of the key is not a decimal number
     * @throws InterruptedException if the thread is interrupted
     */
    long add(String key, long delta) throws InterruptedException;

    /**
     * Sets the key if its value is the expected one. A key that is not there matches only an empty expectation, and is created
     * then; an empty value also matches it.
     *
     * @param key any text
     * @param expected the value that must be there; empty for "not there, or empty"
     * @param desired the value to set
     * @return {@code desired} if it was set; else the value that is there; else, with no key and an expectation that is not
     *     empty, {@code expected}, since that is all that the protocol of PyTorch's store can say
     * @throws InterruptedException if the thread is interrupted
     */
    byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException;

    /**
     * Sets the key if its value is the expected one, as {@link #compareAndSet} does, and says whether it did.
     *
     * @param key any text
     * @param expected the value that must be there; empty for "not there, or empty"
     * @param desired the value to set
     * @return whether this call set the key
     * @throws InterruptedException if the thread is interrupted
     */
    boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException;

    /**
     * {@return whether all the keys are there at one moment; true for no keys} Does not wait for them.
     *
     * @param keys any texts
     * @throws InterruptedException if the thread is interrupted
     */
    boolean contains(Collection<String> keys) throws InterruptedException;

    /**
     * Waits until every one of the keys exists. A key that is set and deleted during the wait may count as existing.
     *
     * @param keys any texts; nothing is waited for when there are none
     * @param timeout how long to wait; zero or less looks once
     * @throws RendezvousTimeoutException naming the keys that did not come in time
     * @throws InterruptedException if the thread is interrupted
     */
    void await(Collection<String> keys, Duration timeout) throws InterruptedException;

    /**
     * Deletes the key.
     *
     * @param key any text
     * @return whether it was there
     * @throws InterruptedException if the thread is interrupted
     */
    boolean delete(String key) throws InterruptedException;

    /**
     * {@return the number of keys} A prefixed view counts the keys of its whole store, a store on a network also those that
     * its own protocol keeps.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    long size() throws InterruptedException;

    /** {@return how long {@link #get} waits for a key; never negative} */
    Duration timeout();

    /**
     * {@return a view of this store with another time-out}
     *
     * @param timeout how long {@link #get} waits, not negative; zero for not at all
     * @throws IllegalArgumentException if the time-out is negative
     */
    Store withTimeout(Duration timeout);

    /**
     * Releases the store. Calls that wait end with {@link IllegalStateException}, and so do later calls. A second close does
     * nothing.
     */
    @Override
    void close();

    /**
     * {@return a view of the store in which the key {@code K} stands for {@code prefix/K}}
     *
     * @param store the store to look into
     * @param prefix any text
     */
    static Store prefixed(Store store, String prefix) {
        return new PrefixedStore(Objects.requireNonNull(store, "store"), Objects.requireNonNull(prefix, "prefix"));
    }

    /**
     * {@return a new, empty store in the memory of this process, for tests and for groups within one process}
     *
     * @param timeout how long {@link #get} waits for a key, not negative
     * @throws IllegalArgumentException if the time-out is negative
     */
    static Store inMemory(Duration timeout) {
        return new InMemoryStore(timeout);
    }
}
