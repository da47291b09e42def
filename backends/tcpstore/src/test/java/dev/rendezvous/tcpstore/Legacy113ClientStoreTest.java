package dev.rendezvous.tcpstore;

final class Legacy113ClientStoreTest extends ClientStoreContract {

    @Override
    Dialect dialect() {
        return Dialect.LEGACY_1_13;
    }
}
