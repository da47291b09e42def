package dev.rendezvous.etcd.transport;

/** What a stream tells the watch that opened it. */
interface WatchEvents {

    /** The stream sees every change from now on. */
    void created(WatchStream stream);

    /** Something changed. */
    void changed(WatchStream stream);

    /** The stream has ended, or was never opened. Called once. */
    void ended(WatchStream stream, RuntimeException why);
}
