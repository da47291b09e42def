package dev.rendezvous.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Closes what is not needed any more; a failure is logged, since no caller can do anything about it. */
final class Quietly {

    private static final Logger LOGGER = System.getLogger(Quietly.class.getName());

    private Quietly() {}

    static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOGGER.log(Level.DEBUG, () -> "cannot close " + resource, e);
        }
    }
}
