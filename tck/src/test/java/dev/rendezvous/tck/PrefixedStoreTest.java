package dev.rendezvous.tck;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A prefixed view passes as a store, but for its close, which closes nothing: here the store behind it is closed instead. */
final class PrefixedStoreTest extends StoreContract {

    private final Map<Store, Store> owners = new HashMap<>();

    @Override
    protected Store newStore(Duration timeout) {
        Store owner = Store.inMemory(timeout);
        Store view = Store.prefixed(owner, "prefix/of");
        owners.put(view, owner);
        return view;
    }

    @Override
    protected void closeOwner(Store store) {
        Objects.requireNonNull(owners.get(store)).close();
    }
}
