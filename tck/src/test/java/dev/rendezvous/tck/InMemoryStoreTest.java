package dev.rendezvous.tck;

import dev.rendezvous.Store;
import java.time.Duration;

final class InMemoryStoreTest implements StoreContract {

    @Override
    public Store newStore(Duration timeout) {
        return Store.inMemory(timeout);
    }
}
