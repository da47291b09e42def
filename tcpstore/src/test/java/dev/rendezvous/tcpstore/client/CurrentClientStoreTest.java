package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.Dialect;

final class CurrentClientStoreTest extends ClientStoreContract {

    @Override
    Dialect dialect() {
        return Dialect.CURRENT;
    }
}
