package com.acme.rendezvous.shareddir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import dev.rendezvous.tck.StoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedDirectoryStoreTest implements StoreContract {

    private final Map<Store, Path> directories = new HashMap<>();

    @TempDir
    private Path temporary;

    @Override
    public Store newStore(Duration timeout) throws IOException {
        return open(Files.createTempDirectory(temporary, "store"), timeout);
    }

    @Override
    public Store connect(Store store) {
        return open(Objects.requireNonNull(directories.get(store)), store.timeout());
    }

    @Test
    void fileContainsTheWholeKey() throws Exception {
        Store store = open(temporary, Duration.ZERO);
        String key = "a key that is longer than the beginning of a file name";
        store.set(key, new byte[0]);
        Path file = temporary.resolve(FileNames.of(key) + ".value");
        assertThat(Files.readString(file)).endsWith(key);
    }

    @Test
    void damagedFileIsReported() throws Exception {
        Store store = open(temporary, Duration.ZERO);
        Path file = temporary.resolve(FileNames.of("key") + ".value");
        for (String damage : new String[] {"", "abc", "\0\0\0\u0009short", "\u007f\0\0\0"}) {
            Files.write(file, damage.getBytes(UTF_8));
            assertThatThrownBy(() -> store.get("key"))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void missingDirectoryIsNamedWithWhatToDo() throws Exception {
        Path gone = temporary.resolve("gone");
        Store store = open(gone, Duration.ZERO);
        assertThatThrownBy(() -> store.set("key", new byte[0]))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining(gone.toString())
                .hasMessageContaining("create, lock, rename and delete");
    }

    private Store open(Path directory, Duration timeout) {
        Store store = new SharedDirectoryStore(directory, timeout);
        directories.put(store, directory);
        return store;
    }
}
