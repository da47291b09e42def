package dev.rendezvous.tcpstore;

final class Legacy21ClientStoreTest extends ClientStoreContract {

    @Override
    Dialect dialect() {
        return Dialect.LEGACY_2_1;
    }
}
