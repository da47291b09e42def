package dev.rendezvous.tcpstore.space;

/**
 * A watch of a client.
 *
 * @param number in the messages between client and server
 * @param prefix what is watched
 * @param lookAgain the hint
 */
record SpaceWatch(int number, String prefix, Runnable lookAgain) {

    /** A callback that throws must not break the connection. */
    void hint() {
        try {
            lookAgain.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
