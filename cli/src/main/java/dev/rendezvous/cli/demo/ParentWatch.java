package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Ends this process when the one that started it is gone, however it went: a pipe tells, no signal does. */
final class ParentWatch {

    private static final int ORPHANED = 3;

    private ParentWatch() {}

    /** Starts a thread that reads the pipe to its end. */
    static void start(InputStream pipe) {
        Thread watch = new Thread(() -> endWith(pipe), "rdzv-demo-parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endWith(InputStream pipe) {
        try {
            pipe.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A broken pipe says the same as one that ends.
            Runtime.getRuntime().halt(ORPHANED);
        }
        // Not exit: a backend that hangs may hang in a shutdown hook too.
        Runtime.getRuntime().halt(ORPHANED);
    }
}
