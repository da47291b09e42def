package dev.rendezvous.etcd.transport;

/**
 * What a stream tells the watch that opened it.
 *
 * @param <S> the stream
 */
interface WatchEvents<S> {

    /** The stream sees every change from now on. */
    void created(S stream);

    /** Something changed. */
    void changed(S stream);

    /** The stream has ended, or was never opened. Called once. */
    void ended(S stream, RuntimeException why);
}
