package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tcpstore.Frame.bytes;
import static dev.rendezvous.tcpstore.server.TestSettings.NARROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.server.store.Request.Add;
import dev.rendezvous.tcpstore.server.store.Request.CompareSet;
import dev.rendezvous.tcpstore.server.store.Request.DeleteKey;
import dev.rendezvous.tcpstore.server.store.Request.MultiSet;
import dev.rendezvous.tcpstore.server.store.Request.WatchKey;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine tells clients of each change of the keys that they watch, and closes those that do not read. */
class StoreEngineWatchesTest {

    private final StoreEngine engine = new StoreEngine(NARROW);
    private final EngineClient client = new EngineClient(engine);
    private final EngineClient watcher = new EngineClient(engine, Dialect.LEGACY_1_13, NARROW);

    @Test
    void changeIsPushedWithOldAndNewValue() {
        watcher.ask(new WatchKey(bytes("k"))).gets(3);
        client.set("k", "1");
        watcher.gets(new Frame().number(1, 1).texts("k", "", "1"));
        client.ask(new Add(bytes("k"), 1));
        watcher.gets(new Frame().number(0, 1).texts("k", "1", "2"));
        client.ask(new CompareSet(bytes("k"), bytes("2"), bytes("x")));
        watcher.gets(new Frame().number(0, 1).texts("k", "2", "x"));
        client.ask(new DeleteKey(bytes("k")));
        watcher.gets(new Frame().number(2, 1).texts("k", "x", ""));
    }

    @Test
    void otherKeysAndFailedChangesAreNotPushed() {
        watcher.ask(new WatchKey(bytes("k"))).gets(3);
        client.set("other", "").ask(new DeleteKey(bytes("k")));
        client.ask(new CompareSet(bytes("k"), bytes("x"), bytes("y")));
        watcher.getsNothing();
    }

    @Test
    void sameKeyTwiceIsPushedOnce() {
        watcher.ask(new WatchKey(bytes("k"))).ask(new WatchKey(bytes("k"))).gets(new Frame().number(0x0303, 2));
        client.set("k", "1");
        watcher.gets(new Frame().number(1, 1).texts("k", "", "1"));
    }

    @Test
    void pushSkipsAWatcherThatLeft() {
        EngineClient stays = new EngineClient(engine, Dialect.LEGACY_1_13, NARROW);
        stays.ask(new WatchKey(bytes("k"))).gets(3);
        watcher.ask(new WatchKey(bytes("k"))).gets(3);
        watcher.leave();
        client.set("k", "1");
        watcher.getsNothing();
        stays.gets(new Frame().number(1, 1).texts("k", "", "1"));
        stays.leave();
        client.set("k", "2");
        stays.getsNothing();
    }

    @Test
    void watcherThatDoesNotReadIsClosed() {
        watcher.ask(new WatchKey(bytes("k")));
        for (int i = 0; i < 10; i++) {
            client.set("k", "12345");
        }

        assertThat(watcher.session().refusal()).hasMessageContaining("does not read");
        assertThat(watcher.answers()).hasSizeLessThan(200);
    }

    @Test
    void manyChangesOfOneRequestStayWithinBound() {
        StoreLimits limits =
                TestLimits.of(100, 200, 100_000, 1 << 20, 1 << 20, 100).withMaxMemoryBytes(400_000);
        StoreEngine bounded = new StoreEngine(limits);
        new EngineClient(bounded).set("k", "1");
        List<EngineClient> watchers = Stream.generate(() -> new EngineClient(bounded, Dialect.LEGACY_1_13, limits))
                .limit(20)
                .map(each -> each.ask(new WatchKey(bytes("k"))).gets(3))
                .toList();

        new EngineClient(bounded).ask(new MultiSet(Collections.nCopies(20_000, bytes("k"))));

        assertThat(bounded.memory().held()).isBetween(400_000L, 600_000L);
        assertThat(watchers)
                .extracting(each -> each.session().refusal())
                .allSatisfy(reason -> assertThat(reason).hasMessageContainingAll("more than the limit", "watches"));
    }

    @Test
    void watcherThatReadsIsToldDespiteTheOthers() {
        StoreLimits limits = TestLimits.of(100, 200, 100, 1000, 1000, 10).withMaxMemoryBytes(20_000);
        StoreEngine bounded = new StoreEngine(limits);
        EngineClient reads = new EngineClient(bounded, Dialect.LEGACY_1_13, limits);
        reads.ask(new WatchKey(bytes("k"))).gets(3);
        EngineClient setter = new EngineClient(bounded).set("k", "1");
        reads.gets(new Frame().number(1, 1).texts("k", "", "1"));
        bounded.memory().hold(20_000);

        setter.set("k", "2");

        assertThat(bounded.memory().isOver()).isTrue();
        reads.gets(new Frame().number(0, 1).texts("k", "1", "2"));
        assertThat(reads.session().refusal()).isNull();
    }
}
