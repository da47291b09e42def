package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A prefixed view of a view of the client, which closes nothing: here the client behind it is closed instead. */
final class PrefixedClientStoreTest extends ClientStoreContract {

    private final Map<Store, Store> owners = new HashMap<>();

    @Override
    Dialect dialect() {
        return Dialect.CURRENT;
    }

    @Override
    public Store newStore(Duration timeout) throws Exception {
        return view(super.newStore(Duration.ofMinutes(5)), timeout);
    }

    @Override
    public Store connect(Store store) throws Exception {
        return view(super.connect(Objects.requireNonNull(owners.get(store))), store.timeout());
    }

    @Override
    public void closeOwner(Store store) {
        Objects.requireNonNull(owners.get(store)).close();
    }

    private Store view(Store owner, Duration timeout) {
        Store view = Store.prefixed(owner.withTimeout(timeout), "prefix/of");
        owners.put(view, owner);
        return view;
    }
}
