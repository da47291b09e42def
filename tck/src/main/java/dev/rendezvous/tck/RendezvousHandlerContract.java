package dev.rendezvous.tck;

/**
 * What every {@link dev.rendezvous.RendezvousHandler} does. The author of a backend implements this interface in a test class,
 * says how to reach the backend, and runs the class with JUnit:
 *
 * <pre>{@code
 * final class MyHandlerTest implements RendezvousHandlerContract {
 *     @TempDir
 *     private Path directory;
 *
 *     @Override
 *     public String backend() {
 *         return "mybackend";
 *     }
 *
 *     @Override
 *     public void configure(RendezvousParameters.Builder parameters, int node) {
 *         parameters.endpoint(directory.toString());
 *     }
 * }
 * }</pre>
 *
 * <p>It works for fixed and for elastic groups; {@link #isElastic} says which. A handler that does not keep the whole contract
 * yet may implement some of the parts instead. All handlers are closed after each test.
 *
 * @since 0.1
 */
public interface RendezvousHandlerContract
        extends HandlerMeetingContract,
                HandlerSizeContract,
                HandlerWaitingContract,
                HandlerChangeContract,
                HandlerRunContract,
                HandlerClosingContract {}
