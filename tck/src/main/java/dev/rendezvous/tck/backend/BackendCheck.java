package dev.rendezvous.tck.backend;

import dev.rendezvous.RendezvousParameters;
import java.util.List;

/**
 * Checks in a test that applications will find a backend and can make its handlers.
 *
 * <pre>{@code
 * @Test
 * void backendIsPackedCorrectly() throws Exception {
 *     BackendCheck.check(
 *             MyBackendTest.class.getClassLoader(),
 *             RendezvousParameters.builder("mybackend").endpoint("...").runId("run").build());
 * }
 * }</pre>
 *
 * <p>The check reads class files and indexes, and compiles nothing. It throws one {@link AssertionError} with all findings. Each
 * finding says where the damage is and how to fix it.
 *
 * @since 0.1
 */
public final class BackendCheck {

    private BackendCheck() {}

    /**
     * Checks the following, and makes no handler:
     *
     * <ul>
     *   <li>the name means exactly one backend, which is listed once, and no other backend claims its names;
     *   <li>its record in the index agrees with its provider;
     *   <li>the provider and the annotated class can be loaded, and the defaults of the options parse;
     *   <li>no line of its index is damaged;
     *   <li>the module has no resource that the build tool copies over the index, and has not done so;
     *   <li>a module descriptor beside the index provides the provider or exports its package.
     * </ul>
     *
     * @param loader a loader that sees the backend, such as that of the test class
     * @param name the name of the backend, or an alias
     * @throws AssertionError with all findings, if there are any
     */
    public static void check(ClassLoader loader, String name) {
        report(name, new BackendInspection(loader).findings(name));
    }

    /**
     * Checks what {@link #check(ClassLoader, String)} checks. Then makes a handler, checks the name that it reports, and closes
     * it twice. Does not wait for a rendezvous.
     *
     * @param loader a loader that sees the backend, such as that of the test class
     * @param parameters of the handler; their backend is checked
     * @throws AssertionError with all findings, if there are any
     * @throws InterruptedException if the thread is interrupted while the backend makes the handler
     */
    public static void check(ClassLoader loader, RendezvousParameters parameters) throws InterruptedException {
        BackendInspection inspection = new BackendInspection(loader);
        report(parameters.backend(), inspection.findings(parameters.backend()));
        inspection.checkHandler(parameters);
    }

    private static void report(String name, List<String> findings) {
        if (!findings.isEmpty()) {
            throw new AssertionError(CheckMessages.report(name, findings));
        }
    }
}
