package mini;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** A file for each key; only what the demo needs. */
final class MiniStore implements Store {

    private final Path folder;
    private final Duration timeout;

    MiniStore(Path folder, Duration timeout) {
        this.folder = folder;
        this.timeout = timeout;
    }

    private Path file(String key) {
        return folder.resolve("key-" + key.replace('/', '-'));
    }

    @Override
    public void set(String key, byte[] value) {
        try {
            Path written = Files.write(folder.resolve(UUID.randomUUID().toString()), value);
            Files.move(written, file(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RendezvousStateException("cannot write " + key, e);
        }
    }

    @Override
    public byte[] get(String key) throws InterruptedException {
        MiniHandler.await(file(key), timeout);
        try {
            return Files.readAllBytes(file(key));
        } catch (IOException e) {
            throw new RendezvousStateException("cannot read " + key, e);
        }
    }

    @Override
    public void await(Collection<String> keys, Duration patience) throws InterruptedException {
        for (String key : keys) {
            MiniHandler.await(file(key), patience);
        }
    }

    @Override
    public boolean contains(Collection<String> keys) {
        return keys.stream().allMatch(key -> Files.exists(file(key)));
    }

    @Override
    public Optional<byte[]> find(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] desired) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long add(String key, long delta) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] compareAndSet(String key, byte[] expected, byte[] desired) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Store withTimeout(Duration other) {
        return new MiniStore(folder, other);
    }

    @Override
    public void close() {}
}
