package dev.rendezvous.tcpstore;

final class CurrentClientStoreTest extends ClientStoreContract {

    @Override
    Dialect dialect() {
        return Dialect.CURRENT;
    }
}
