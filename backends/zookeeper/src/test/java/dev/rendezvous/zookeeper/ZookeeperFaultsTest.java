package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tck.BackgroundCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers of one key, while servers are killed and frozen and connections are cut at random. A short run is part of the build; a long one
 * is {@code mvn test -pl backends/zookeeper -Dtest=ZookeeperFaultsTest -Drendezvous.faults.seconds=300}, in seconds.
 */
@SuppressWarnings("try") // The close of ZooKeeper may be interrupted, and the test with it.
@DisabledOnOs(OS.WINDOWS)
@Tag("faults")
class ZookeeperFaultsTest {

    private static final int WRITERS = 4;
    private static final Life LINGER = Life.linger(Duration.ofHours(2));
    private static final Map<String, String> CONFIG = Map.of("lease", "6s");
    private static final int SECONDS = Integer.getInteger("rendezvous.faults.seconds", 8);

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void writesUnderFaultsAreLinearizable() throws Exception {
        long seed = Long.getLong("rendezvous.seed", System.nanoTime());
        Ledger ledger = new Ledger();
        AtomicInteger unknown = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        try (ProxiedEnsemble ensemble = ProxiedEnsemble.start(folder)) {
            List<BackgroundCall<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(seed + writer);
                writers.add(BackgroundCall.start(() -> {
                    try (ZookeeperSpace space = Spaces.open(ensemble.endpoint(), "run", CONFIG)) {
                        while (!stop.get()) {
                            write(space, random, ledger, unknown);
                        }
                        return true;
                    }
                }));
            }
            breakAtRandom(ensemble, new Random(seed));
            int before = ledger.size();
            eventually("writes are applied again", () -> ledger.size() > before + WRITERS);
            stop.set(true);
            for (BackgroundCall<Boolean> writer : writers) {
                assertThat(writer.result()).isTrue();
            }
        } finally {
            stop.set(true);
        }
        System.out.println("faults: seed " + seed + ", " + ledger.size() + " writes applied, " + unknown + " unknown");
        assertThat(ledger.violations()).as("seed %s", seed).isEmpty();
    }

    /** What a backend would do that compares the version of the node only, which starts again with each life. */
    @Test
    void writeThatChecksNoGuardIsDetected() throws Exception {
        Ledger ledger = new Ledger();
        try (LocalServer server = LocalServer.start(folder);
                ZooKeeper client = new ZooKeeper(server.endpoint(), 10_000, event -> {})) {
            String path = "/key";
            client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            Stat first = client.setData(path, new byte[] {1}, 0);
            ledger.created(first.getMzxid());
            client.delete(path, first.getVersion());
            ledger.deleted(first.getMzxid());
            client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            ledger.created(client.setData(path, new byte[] {2}, 0).getMzxid());
            assertThat(ledger.violations()).isEmpty();
            Stat late = client.setData(path, new byte[] {3}, first.getVersion());
            ledger.rewritten(first.getMzxid(), late.getMzxid());
            assertThat(ledger.violations()).containsExactly("version " + first.getMzxid() + " was replaced twice");
        }
    }

    private static void write(CoordinationSpace space, Random random, Ledger ledger, AtomicInteger unknown) {
        try {
            Optional<Entry> found = space.get("r/seal").toCompletableFuture().join();
            long version = found.map(Entry::version).orElse(0L);
            boolean deletes = found.isPresent() && random.nextInt(4) == 0;
            CompletionStage<WriteOutcome> writing = deletes
                    ? space.delete("r/seal", version)
                    : space.put(
                            "r/seal",
                            "1",
                            found.isPresent() ? Precondition.version(version) : Precondition.absent(),
                            LINGER);
            WriteOutcome outcome = writing.toCompletableFuture().join();
            if (outcome instanceof WriteOutcome.Unknown) {
                unknown.incrementAndGet();
            } else if (outcome instanceof WriteOutcome.Applied applied) {
                if (deletes) {
                    ledger.deleted(version);
                } else if (found.isPresent()) {
                    ledger.rewritten(version, applied.version());
                } else {
                    ledger.created(applied.version());
                }
            }
        } catch (CompletionException noContact) {
            // The next read tries again.
        }
    }

    private static void breakAtRandom(ProxiedEnsemble ensemble, Random random) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
            ensemble.breakOnce(random);
        }
    }
}
