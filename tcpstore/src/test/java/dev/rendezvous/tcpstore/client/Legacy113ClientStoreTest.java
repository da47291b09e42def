package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.Dialect;

final class Legacy113ClientStoreTest extends ClientStoreContract {

    @Override
    Dialect dialect() {
        return Dialect.LEGACY_1_13;
    }
}
