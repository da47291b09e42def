package dev.rendezvous.tcp;

import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The store of a round: the keys of the server below the prefix of the round. Closing it closes the client.
 *
 * @param view the keys below the prefix
 * @param client the connection
 */
record RoundClientStore(Store view, TcpStoreClient client) implements Store {

    static RoundClientStore open(TcpStoreClient client, String run, long token) {
        return new RoundClientStore(Store.prefixed(client, "rdzv/" + run + "/" + token), client);
    }

    @Override
    public void set(String key, byte[] value) throws InterruptedException {
        view.set(key, value);
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        return view.get(key);
    }

    @Override
    public Optional<byte[]> find(String key) throws InterruptedException {
        return view.find(key);
    }

    @Override
    public long add(String key, long delta) throws InterruptedException {
        return view.add(key, delta);
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return view.compareAndSet(key, expected, desired);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) throws InterruptedException {
        return view.replace(key, expected, desired);
    }

    @Override
    public boolean contains(Collection<String> keys) throws InterruptedException {
        return view.contains(keys);
    }

    @Override
    public void await(Collection<String> keys, Duration timeout) throws InterruptedException {
        view.await(keys, timeout);
    }

    @Override
    public boolean delete(String key) throws InterruptedException {
        return view.delete(key);
    }

    @Override
    public long size() throws InterruptedException {
        return view.size();
    }

    @Override
    public Duration timeout() {
        return view.timeout();
    }

    @Override
    public Store withTimeout(Duration timeout) {
        return view.withTimeout(timeout);
    }

    @Override
    public void close() {
        client.close();
    }
}
