package dev.rendezvous.launcher.http;

/** All pages of a server. */
public interface Pages {

    /**
     * {@return the page} Called by several threads at once; answers from memory.
     *
     * @param path such as {@code /status}, without its query
     */
    Page get(String path);
}
