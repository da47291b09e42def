package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.Dialect;

final class Legacy21ClientStoreTest extends ClientStoreContract {

    @Override
    Dialect dialect() {
        return Dialect.LEGACY_2_1;
    }
}
