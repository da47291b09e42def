package dev.rendezvous.tck;

import dev.rendezvous.Store;
import java.time.Duration;

final class InMemoryStoreTest extends StoreContract {

    @Override
    protected Store newStore(Duration timeout) {
        return Store.inMemory(timeout);
    }
}
