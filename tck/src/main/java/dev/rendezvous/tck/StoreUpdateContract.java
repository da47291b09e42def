package dev.rendezvous.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The two updates that depend on what is there: counting, and comparing before setting. */
abstract class StoreUpdateContract extends StoreValueContract {

    private static final int THREADS = 64;
    private static final int ADDITIONS = 5;
    private static final int RIVALS = 8;
    private static final int GENERATIONS = 10;

    /**
     * {@return values to which nothing can be added} A store on PyTorch's protocol overrides this: its servers read a number as C
     * does, up to the first character that is no digit.
     */
    protected List<String> notNumbers() {
        return List.of("many", "", "1.5", "0x10", "9223372036854775808");
    }

    @Test
    void addingReturnsTheNewValue() throws Exception {
        Store store = open();
        assertThat(store.add("counter", 5)).isEqualTo(5);
        assertThat(store.add("counter", 2)).isEqualTo(7);
        assertThat(store.add("counter", -10)).isEqualTo(-3);
    }

    @Test
    void addingZeroCreatesTheCounterAndLeavesItAlone() throws Exception {
        Store store = open();
        assertThat(store.add("counter", 0)).isZero();
        assertThat(store.get("counter")).isEqualTo(bytes("0"));
        store.add("counter", 4);
        assertThat(store.add("counter", 0)).isEqualTo(4);
    }

    @Test
    void aCounterIsDecimalText() throws Exception {
        Store store = open();
        store.add("counter", -42);
        assertThat(store.get("counter")).isEqualTo(bytes("-42"));
        store.set("counter", bytes("100"));
        assertThat(store.add("counter", 1)).isEqualTo(101);
    }

    @Test
    void aCounterWrapsAroundAtItsEnds() throws Exception {
        Store store = open();
        store.add("counter", Long.MAX_VALUE);
        assertThat(store.add("counter", 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(store.get("counter")).isEqualTo(bytes(Long.toString(Long.MIN_VALUE)));
        assertThat(store.add("counter", -1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void addingToWhatIsNoNumberFailsAndChangesNothing() throws Exception {
        Store store = open();
        for (String value : notNumbers()) {
            store.set("counter", bytes(value));
            assertThatThrownBy(() -> store.add("counter", 1))
                    .as(value)
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining("counter");
            assertThat(store.get("counter")).isEqualTo(bytes(value));
        }
    }

    @Test
    void aDeletedCounterStartsAgainAtZero() throws Exception {
        Store store = open();
        store.add("counter", 5);
        store.delete("counter");
        assertThat(store.add("counter", 1)).isEqualTo(1);
    }

    @Test
    void anEmptyExpectationCreatesTheKey() throws Exception {
        Store store = open();
        assertThat(store.compareAndSet("key", bytes(""), bytes("new"))).isEqualTo(bytes("new"));
        assertThat(store.get("key")).isEqualTo(bytes("new"));
    }

    @Test
    void anEmptyExpectationMatchesAnEmptyValue() throws Exception {
        Store store = open();
        store.set("key", bytes(""));
        assertThat(store.compareAndSet("key", bytes(""), bytes("new"))).isEqualTo(bytes("new"));
        assertThat(store.get("key")).isEqualTo(bytes("new"));
    }

    @Test
    void anEmptyExpectationDoesNotMatchAnotherValue() throws Exception {
        Store store = open();
        store.set("key", bytes("old"));
        assertThat(store.compareAndSet("key", bytes(""), bytes("new"))).isEqualTo(bytes("old"));
        assertThat(store.get("key")).isEqualTo(bytes("old"));
    }

    @Test
    void theExpectedValueIsReplaced() throws Exception {
        Store store = open();
        store.set("key", bytes("old"));
        assertThat(store.compareAndSet("key", bytes("old"), bytes("new"))).isEqualTo(bytes("new"));
        assertThat(store.get("key")).isEqualTo(bytes("new"));
    }

    @Test
    void anotherValueThanTheExpectedOneStaysAndIsReturned() throws Exception {
        Store store = open();
        store.set("key", bytes("old"));
        assertThat(store.compareAndSet("key", bytes("older"), bytes("new"))).isEqualTo(bytes("old"));
        assertThat(store.get("key")).isEqualTo(bytes("old"));
    }

    @Test
    void anExpectationOfAMissingKeyIsReturnedAndCreatesNothing() throws Exception {
        Store store = open();
        assertThat(store.compareAndSet("key", bytes("old"), bytes("new"))).isEqualTo(bytes("old"));
        assertThat(store.contains(List.of("key"))).isFalse();
    }

    @Test
    void theDesiredValueMayBeEmpty() throws Exception {
        Store store = open();
        assertThat(store.compareAndSet("created", bytes(""), bytes(""))).isEmpty();
        store.set("replaced", bytes("old"));
        assertThat(store.compareAndSet("replaced", bytes("old"), bytes(""))).isEmpty();
        assertThat(store.contains(List.of("created", "replaced"))).isTrue();
        assertThat(store.get("replaced")).isEmpty();
    }

    @Test
    void replaceSetsTheValueIfTheExpectedOneIsThere() throws Exception {
        Store store = open();
        assertThat(store.replace("key", bytes(""), bytes("1"))).isTrue();
        assertThat(store.replace("key", bytes("1"), bytes("2"))).isTrue();
        assertThat(store.get("key")).isEqualTo(bytes("2"));
    }

    @Test
    void replaceKeepsAnotherValueAndSaysSo() throws Exception {
        Store store = open();
        store.set("key", bytes("1"));
        assertThat(store.replace("key", bytes("2"), bytes("3"))).isFalse();
        assertThat(store.replace("key", bytes("2"), bytes("1"))).isFalse();
        assertThat(store.get("key")).isEqualTo(bytes("1"));
        assertThat(store.replace("missing", bytes("2"), bytes("3"))).isFalse();
        assertThat(store.contains(List.of("missing"))).isFalse();
    }

    @Test
    void manyThreadsThatAddToOneCounterLoseNothing() throws Exception {
        Store store = open();
        CountDownLatch start = new CountDownLatch(1);
        List<BackgroundCall<List<Long>>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Store own = openAnother(store);
            calls.add(BackgroundCall.start(() -> addSeveralTimes(own, start)));
        }
        start.countDown();
        List<Long> sums = new ArrayList<>();
        for (BackgroundCall<List<Long>> call : calls) {
            sums.addAll(call.result());
        }
        assertThat(sums)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, THREADS * ADDITIONS).boxed().toList());
    }

    @Test
    void ofManyWhoCompareAndSetOneKeyExactlyOneWinsEachTime() throws Exception {
        Store store = open();
        byte[] current = bytes("");
        for (int generation = 0; generation < GENERATIONS; generation++) {
            List<byte[]> winners = winners(store, current, generation);
            assertThat(winners).hasSize(1);
            current = winners.get(0);
            assertThat(store.get("key")).isEqualTo(current);
        }
    }

    private static List<Long> addSeveralTimes(Store store, CountDownLatch start) throws InterruptedException {
        start.await();
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < ADDITIONS; i++) {
            sums.add(store.add("counter", 1));
        }
        return sums;
    }

    private List<byte[]> winners(Store store, byte[] current, int generation) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<byte[]> desired = new ArrayList<>();
        List<BackgroundCall<byte[]>> calls = new ArrayList<>();
        for (int rival = 0; rival < RIVALS; rival++) {
            Store own = openAnother(store);
            byte[] mine = bytes(generation + "/" + rival);
            desired.add(mine);
            calls.add(BackgroundCall.start(() -> {
                start.await();
                return own.compareAndSet("key", current, mine);
            }));
        }
        start.countDown();
        List<byte[]> winners = new ArrayList<>();
        for (int rival = 0; rival < RIVALS; rival++) {
            if (Arrays.equals(calls.get(rival).result(), desired.get(rival))) {
                winners.add(desired.get(rival));
            }
        }
        return winners;
    }
}
