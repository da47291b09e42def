package dev.rendezvous.tck;

/**
 * What every {@link dev.rendezvous.Store} does. The author of a store implements this interface in a test class, says how to
 * make a store, and runs the class with JUnit:
 *
 * <pre>{@code
 * final class MyStoreTest implements StoreContract {
 *     @Override
 *     public Store newStore(Duration timeout) {
 *         return new MyStore(timeout);
 *     }
 * }
 * }</pre>
 *
 * <p>A store that does not keep the whole contract yet may implement some of the parts instead. A store that several nodes
 * reach also overrides {@link #connect}: then the tests change it through one connection and read it through another. All
 * stores are closed after each test.
 *
 * @since 0.1
 */
public interface StoreContract
        extends StoreValueContract,
                StoreUpdateContract,
                StoreWaitingContract,
                StoreConcurrencyContract,
                StoreLimitContract,
                StoreViewContract,
                StoreClosingContract {}
