package dev.rendezvous.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.TCPStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client of PyTorch 2.13 on our server, and one of ours beside it: the two see the same keys. */
class LibtorchClientOnOurServerIT {

    private static final Duration BRIEF = Duration.ofMillis(100);
    private static final int THREADS = 8;
    private static final int ADDITIONS = 100;

    private final TcpStoreServer server;
    private final Store ours;
    private final TCPStore theirs;

    LibtorchClientOnOurServerIT() throws Exception {
        server = TcpStoreServer.builder().start();
        ours = TcpStoreClient.builder("localhost", server.port())
                .timeout(Duration.ofSeconds(30))
                .connect();
        theirs = Libtorch.client(server.port());
    }

    @AfterEach
    void endAll() {
        theirs.deallocate();
        ours.close();
        server.close();
    }

    @Test
    void whatOneSetsTheOtherGets() throws Exception {
        theirs.set("theirs", Libtorch.vector(bytes("\u0000\u00ff")));
        ours.set("ours", bytes("\u0000\u00ff"));
        theirs.set("empty", Libtorch.vector());

        assertThat(ours.get("theirs")).isEqualTo(bytes("\u0000\u00ff"));
        assertThat(got("ours")).isEqualTo(bytes("\u0000\u00ff"));
        assertThat(ours.get("empty")).isEmpty();
        assertThat(got("empty")).isEmpty();
    }

    @Test
    void bothMeanTheSameKeys() throws Exception {
        for (String key : List.of("", "/", "//a", "a b", "schlüssel", "鍵", "k".repeat(5000))) {
            theirs.set(key, Libtorch.vector(bytes("value of " + key)));
            assertThat(ours.get(key)).as(key).isEqualTo(bytes("value of " + key));
        }
        assertThat(ours.size()).isEqualTo(7).isEqualTo(theirs.getNumKeys());
    }

    @Test
    void valueOfSomeMegabytesGoesBothWays() throws Exception {
        byte[] value = new byte[3 << 20];
        new Random(7).nextBytes(value);
        theirs.set("theirs", Libtorch.vector(value));
        ours.set("ours", value);

        assertThat(ours.get("theirs")).isEqualTo(value);
        assertThat(got("ours")).isEqualTo(value);
    }

    @Test
    void requestInTwoPiecesIsOneRequest() throws Exception {
        theirs._splitSet("key", Libtorch.vector(bytes("in two pieces")));

        assertThat(got("key")).isEqualTo(bytes("in two pieces"));
        assertThat(ours.get("key")).isEqualTo(bytes("in two pieces"));
    }

    @Test
    void bothCountOnTheSameCounter() throws Exception {
        assertThat(theirs.add("counter", 5)).isEqualTo(5);
        assertThat(ours.add("counter", -12)).isEqualTo(-7);
        assertThat(theirs.add("counter", 0)).isEqualTo(-7);
        assertThat(got("counter")).isEqualTo(bytes("-7"));
    }

    @Test
    void manyOfTheirClientsLoseNothing() throws Exception {
        List<BackgroundCall<Long>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(BackgroundCall.start(this::addManyTimes));
        }
        for (BackgroundCall<Long> call : calls) {
            call.result();
        }
        assertThat(ours.add("counter", 0)).isEqualTo(THREADS * ADDITIONS);
    }

    @Test
    void comparingAndSettingHasAllItsCases() throws Exception {
        assertThat(compareSet("key", "expected", "new")).isEqualTo("expected");
        assertThat(ours.contains(List.of("key"))).isFalse();
        assertThat(compareSet("key", "", "first")).isEqualTo("first");
        assertThat(compareSet("key", "other", "new")).isEqualTo("first");
        assertThat(compareSet("key", "first", "second")).isEqualTo("second");
        assertThat(ours.get("key")).isEqualTo(bytes("second"));
    }

    @Test
    void theirGetWaitsForOurSet() throws Exception {
        BackgroundCall<byte[]> waiting = BackgroundCall.start(() -> got("key")).untilItWaits();
        ours.set("key", bytes("value"));
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void compareAndSetWakesAGetOfLibtorch() throws Exception {
        BackgroundCall<byte[]> waiting = BackgroundCall.start(() -> got("key")).untilItWaits();
        ours.compareAndSet("key", bytes(""), bytes("value"));
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void ourGetWaitsForTheirSet() throws Exception {
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> ours.get("key")).untilItWaits();
        theirs.set("key", Libtorch.vector(bytes("value")));
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void withdrawnWaitKeepsTheConnectionInStep() throws Exception {
        assertThatThrownBy(() -> theirs._wait(Libtorch.strings("never", "ever"), Libtorch.milliseconds(BRIEF)))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("timeout");
        ours.set("never", bytes("it came"));
        ours.set("ever", bytes("after all"));
        assertThat(got("never")).isEqualTo(bytes("it came"));
        theirs._wait(Libtorch.strings("never", "ever"));
    }

    @Test
    void keysAreCheckedAndDeleted() throws Exception {
        setForAll("first", "1");
        theirs.set("second", Libtorch.vector(bytes("2")));

        assertThat(theirs.check(Libtorch.strings("first", "second"))).isTrue();
        assertThat(theirs.check(Libtorch.strings("first", "third"))).isFalse();
        assertThat(theirs.deleteKey("first")).isTrue();
        assertThat(theirs.deleteKey("first")).isFalse();
        assertThat(ours.contains(List.of("first"))).isFalse();
        assertThat(theirs.getNumKeys()).isEqualTo(1);
    }

    @Test
    void theyAppend() throws Exception {
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> ours.get("key")).untilItWaits();
        theirs.append("key", Libtorch.vector(bytes("one")));
        assertThat(waiting.result()).isEqualTo(bytes("one"));
        theirs.append("key", Libtorch.vector(bytes(", two")));
        assertThat(got("key")).isEqualTo(bytes("one, two"));
    }

    @Test
    void theyListTheKeysOfBoth() throws Exception {
        setForAll("ours", "1");
        theirs.set("theirs", Libtorch.vector(bytes("2")));

        assertThat(Libtorch.texts(theirs.listKeys())).containsExactlyInAnyOrder("ours", "theirs");
    }

    @Test
    void theirQueuesAreFirstInFirstOut() throws Exception {
        theirs.queuePush("queue", Libtorch.vector(bytes("first")));
        theirs.queuePush("queue", Libtorch.vector(bytes("second")));
        assertThat(theirs.queueLen("queue")).isEqualTo(2);

        assertThat(Libtorch.bytes(theirs.queuePop("queue", true))).isEqualTo(bytes("first"));
        assertThat(Libtorch.bytes(theirs.queuePop("queue", false))).isEqualTo(bytes("second"));
        assertThatThrownBy(() -> theirs.queuePop("queue", false)).isInstanceOf(RuntimeException.class);
        assertThat(theirs.queueLen("queue")).isZero();
    }

    @Test
    void theirPopWaitsForAPush() throws Exception {
        TCPStore another = Libtorch.client(server.port());
        try {
            BackgroundCall<byte[]> waiting = BackgroundCall.start(() -> Libtorch.bytes(another.queuePop("queue", true)))
                    .untilItWaits();
            theirs.queuePush("queue", Libtorch.vector(bytes("item")));
            assertThat(waiting.result()).isEqualTo(bytes("item"));
        } finally {
            another.deallocate();
        }
    }

    @Test
    void theirBarrierHoldsUntilTheLastOneComes() throws Exception {
        TCPStore another = Libtorch.client(server.port());
        try {
            BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> enterBarrier(another));
            waiting.untilItWaits();
            assertThat(enterBarrier(theirs)).isTrue();
            assertThat(waiting.result()).isTrue();
        } finally {
            another.deallocate();
        }
    }

    @Test
    void serverThatClosesIsAnErrorToThem() throws Exception {
        BackgroundCall<byte[]> waiting = BackgroundCall.start(() -> got("key")).untilItWaits();
        server.close();
        assertThatThrownBy(waiting::result).isInstanceOf(RuntimeException.class);
    }

    /** A set has no answer, so that others need not see it yet; a later call that has one makes sure of it. */
    private void setForAll(String key, String value) throws InterruptedException {
        ours.set(key, bytes(value));
        assertThat(ours.contains(List.of(key))).isTrue();
    }

    private static Boolean enterBarrier(TCPStore store) {
        store.barrier("barrier", 2, Libtorch.milliseconds(Duration.ofSeconds(30)));
        return true;
    }

    private Long addManyTimes() {
        TCPStore store = Libtorch.client(server.port());
        try {
            long last = 0;
            for (int i = 0; i < ADDITIONS; i++) {
                last = store.add("counter", 1);
            }
            return last;
        } finally {
            store.deallocate();
        }
    }

    private byte[] got(String key) {
        return Libtorch.bytes(theirs.get(key));
    }

    private String compareSet(String key, String expected, String desired) {
        return new String(
                Libtorch.bytes(
                        theirs.compareSet(key, Libtorch.vector(bytes(expected)), Libtorch.vector(bytes(desired)))),
                UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
