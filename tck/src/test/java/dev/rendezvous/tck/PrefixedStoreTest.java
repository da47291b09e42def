package dev.rendezvous.tck;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A prefixed view keeps the contract except for its close, which closes nothing. Here the store behind the view is closed. */
final class PrefixedStoreTest implements StoreContract {

    private final Map<Store, Store> owners = new HashMap<>();

    @Override
    public Store newStore(Duration timeout) {
        Store owner = Store.inMemory(timeout);
        Store view = Store.prefixed(owner, "prefix/of");
        owners.put(view, owner);
        return view;
    }

    @Override
    public void closeOwner(Store store) {
        Objects.requireNonNull(owners.get(store)).close();
    }
}
