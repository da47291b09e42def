package dev.rendezvous.tck;

import dev.rendezvous.RendezvousParameters;
import java.util.List;

/**
 * Checks, in a test of its author, that a backend is found and made as applications will find and make it.
 *
 * <pre>{@code
 * @Test
 * void theBackendIsPackedRight() throws Exception {
 *     BackendKit.check(
 *             MyBackendTest.class.getClassLoader(),
 *             RendezvousParameters.builder("mybackend").endpoint("...").runId("run").build());
 * }
 * }</pre>
 *
 * <p>It looks at what is there, at class files and the index, and compiles nothing. What it finds wrong is one
 * {@link AssertionError}, which says of each finding where it is and how it is mended.
 *
 * @since 0.1
 */
public final class BackendKit {

    private BackendKit() {}

    /**
     * Checks that the name means one backend, which is indexed once; that its record says what its provider says; that the
     * provider and the annotated class load, with options whose defaults parse; that no line of its index is bad; that
     * its names are nobody else's; and that a module descriptor beside it provides or exports the provider. Makes no handler.
     *
     * @param loader sees the backend, as the class loader of the test does
     * @param name the name of the backend, or an alias
     * @throws AssertionError if anything is wrong, with all that is
     */
    public static void check(ClassLoader loader, String name) {
        report(name, new BackendInspection(loader).findings(name));
    }

    /**
     * Checks what {@link #check(ClassLoader, String)} does, and then that a handler can be made, that it reports the right name,
     * and that it can be closed twice. Does not wait for a rendezvous.
     *
     * @param loader sees the backend, as the class loader of the test does
     * @param parameters what the handler is made with; their backend is the one to check
     * @throws AssertionError if anything is wrong, with all that is
     * @throws InterruptedException if the thread is interrupted while the backend makes the handler
     */
    public static void check(ClassLoader loader, RendezvousParameters parameters) throws InterruptedException {
        BackendInspection inspection = new BackendInspection(loader);
        report(parameters.backend(), inspection.findings(parameters.backend()));
        inspection.checkHandler(parameters);
    }

    private static void report(String name, List<String> findings) {
        if (!findings.isEmpty()) {
            throw new AssertionError(KitMessages.report(name, findings));
        }
    }
}
