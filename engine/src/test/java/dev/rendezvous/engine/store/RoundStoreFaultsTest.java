package dev.rendezvous.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.engine.Answers;
import dev.rendezvous.engine.InMemoryFaults;
import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.InMemorySpaces;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.tck.BackgroundCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store of a round does when its coordination service fails. */
class RoundStoreFaultsTest {

    private static final Duration LINGER = Duration.ofHours(2);
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration BRIEF = Duration.ofMillis(100);

    private final InMemorySpaces spaces = InMemorySpaces.create();
    private final InMemorySpace space = spaces.open("run");
    private final InMemoryFaults faults = space.faults();
    private final Store store = RoundStore.open(space, 7, LINGER, PATIENT, PATIENT);

    @AfterEach
    void close() {
        store.close();
        spaces.close();
    }

    @Test
    void updatesWithoutReplyHaveAnUnknownOutcome() {
        Map<String, ThrowingCallable> updates = Map.of(
                "set", () -> store.set("set", bytes("1")),
                "add", () -> store.add("add", 1),
                "compareAndSet", () -> store.compareAndSet("cas", bytes(""), bytes("1")),
                "replace", () -> store.replace("replace", bytes(""), bytes("1")));
        updates.forEach((name, update) -> {
            faults.loseReplies(1);
            assertOutcome(update, Outcome.UNKNOWN);
        });
    }

    @Test
    void updateWithoutReplyIsNotRepeated() throws Exception {
        faults.loseReplies(1);
        assertOutcome(() -> store.add("counter", 1), Outcome.UNKNOWN);
        assertThat(store.add("counter", 0)).isEqualTo(1);
    }

    @Test
    void deleteWithoutReplyHasAnUnknownOutcome() throws Exception {
        try (InMemorySpaces manual = InMemorySpaces.withManualTime()) {
            InMemorySpace slow = manual.open("run");
            Store slowStore = RoundStore.open(slow, 7, LINGER, PATIENT, PATIENT);
            slowStore.set("key", bytes("1"));
            slow.faults().delayReplies(BRIEF);
            BackgroundCall<Boolean> deleting =
                    BackgroundCall.start(() -> slowStore.delete("key")).untilItWaits();
            slow.faults().loseReplies(1);
            slow.faults().delayReplies(Duration.ZERO);
            manual.advance(BRIEF);
            assertOutcome(deleting::result, Outcome.UNKNOWN);
            assertThat(slowStore.find("key")).isEmpty();
        }
    }

    @Test
    void readsWithoutReplyHaveNoOutcome() {
        Map<String, ThrowingCallable> reads = Map.of(
                "find", () -> store.find("key"),
                "contains", () -> store.contains(List.of("key")),
                "size", store::size);
        reads.forEach((name, read) -> {
            faults.loseReplies(1);
            assertOutcome(read, Outcome.NOT_APPLICABLE);
        });
    }

    @Test
    void frozenServiceEndsAnUpdateAtTheTimeout() {
        Store impatient = RoundStore.open(space, 7, LINGER, BRIEF, PATIENT);
        spaces.freeze();
        assertOutcome(() -> impatient.set("key", bytes("1")), Outcome.UNKNOWN);
        assertOutcome(() -> impatient.find("key"), Outcome.NOT_APPLICABLE);
    }

    @Test
    void waitOutlastsABrokenConnection() throws Exception {
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        faults.disconnect();
        Store other = RoundStore.open(spaces.open("run"), 7, LINGER, PATIENT, PATIENT);
        other.set("key", bytes("value"));
        faults.reconnect();
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void waitThatNeverReachesTheServiceSaysSo() {
        faults.disconnect();
        Store brief = store.withTimeout(BRIEF);
        assertOutcome(() -> brief.get("key"), Outcome.NOT_APPLICABLE);
        assertOutcome(() -> store.await(List.of("key"), Duration.ZERO), Outcome.NOT_APPLICABLE);
    }

    @Test
    void closeEndsACallThatAwaitsTheService() throws Exception {
        spaces.freeze();
        BackgroundCall<Long> waiting =
                BackgroundCall.start(() -> store.add("counter", 1)).untilItWaits();
        store.close();
        assertThatThrownBy(waiting::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token 7")
                .hasMessageContaining("closed");
    }

    @Test
    void missingKeysAreNamedHoweverManyThereAre() throws Exception {
        List<String> keys = IntStream.range(0, 100).mapToObj(i -> "key" + i).toList();
        for (String key : keys) {
            if (!key.equals("key3") && !key.equals("key99")) {
                store.set(key, bytes("1"));
            }
        }
        assertThatThrownBy(() -> store.await(keys, BRIEF))
                .isInstanceOfSatisfying(
                        RendezvousTimeoutException.class,
                        e -> assertThat(e.missing()).containsExactly("key3", "key99"));
    }

    @Test
    void cellsHaveEncodedNamesAndLinger() throws Exception {
        store.set("", bytes("1"));
        store.set("a/b c", bytes("2"));
        store.set(".x", bytes("3"));
        assertThat(Answers.of(space.list("kv/7/")).entries())
                .extracting(Entry::key, Entry::value)
                .containsExactly(tuple("kv/7/%", "MQ=="), tuple("kv/7/%2Ex", "Mw=="), tuple("kv/7/a%2Fb%20c", "Mg=="));
        assertThat(Answers.of(space.touch("kv/7/"))).isTrue();
    }

    @Test
    void halfOfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> store.set("\uD83D", bytes("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void valueThatIsNotBase64IsNamed() throws Exception {
        Answers.of(space.put("kv/7/key", "?", Precondition.absent(), Life.linger(LINGER)));
        assertThatThrownBy(() -> store.find("key"))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("kv/7/key");
    }

    private static void assertOutcome(ThrowingCallable call, Outcome outcome) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RendezvousConnectionException.class,
                        e -> assertThat(e.outcome()).isEqualTo(outcome));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
