package dev.rendezvous.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waiting for keys: what ends it, and what it says then. */
abstract class StoreWaitingContract extends StoreConcurrencyContract {

    private static final int WAITERS = 16;

    @Test
    void getWaitsUntilTheKeyIsSet() throws Exception {
        Store store = open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        openAnother(store).set("key", bytes("value"));
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void getIsWokenByAnAdditionToo() throws Exception {
        Store store = open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.add("key", 3);
        assertThat(waiting.result()).isEqualTo(bytes("3"));
    }

    @Test
    void getIsWokenByACompareAndSetToo() throws Exception {
        Store store = open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.compareAndSet("key", bytes(""), bytes("value"));
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void allWhoWaitForAKeyAreWoken() throws Exception {
        Store store = open();
        List<BackgroundCall<byte[]>> waiting = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            Store own = openAnother(store);
            waiting.add(BackgroundCall.start(() -> own.get("key")));
        }
        for (BackgroundCall<byte[]> call : waiting) {
            call.untilItWaits();
        }
        store.set("key", bytes("value"));
        for (BackgroundCall<byte[]> call : waiting) {
            assertThat(call.result()).isEqualTo(bytes("value"));
        }
    }

    @Test
    void aStoreWorksForOthersWhileOneWaits() throws Exception {
        Store store = open();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("never")).untilItWaits();
        store.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
        waiting.interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
    }

    @Test
    void getTimesOutNamingTheKey() throws Exception {
        Store store = open(BRIEF);
        long start = System.nanoTime();
        assertThatThrownBy(() -> store.get("the-missing-key"))
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("the-missing-key");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(BRIEF);
    }

    @Test
    void aTimeoutOfZeroLooksOnce() throws Exception {
        Store store = open(Duration.ZERO);
        assertThatThrownBy(() -> store.get("key")).isInstanceOf(RendezvousTimeoutException.class);
        assertThatThrownBy(() -> store.await(List.of("key"), Duration.ZERO))
                .isInstanceOf(RendezvousTimeoutException.class);
        store.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
        store.await(List.of("key"), Duration.ZERO);
    }

    @Test
    void aTimeoutMayBeForever() throws Exception {
        Store store = open().withTimeout(ChronoUnit.FOREVER.getDuration());
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.set("key", bytes("value"));
        assertThat(waiting.result()).isEqualTo(bytes("value"));
    }

    @Test
    void awaitReturnsWhenTheLastKeyHasCome() throws Exception {
        Store store = open(Duration.ZERO);
        store.set("first", bytes("1"));
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
            store.await(List.of("first", "second", "third"), PATIENT);
            return store.contains(List.of("first", "second", "third"));
        });
        waiting.untilItWaits();
        store.set("third", bytes("3"));
        store.set("second", bytes("2"));
        assertThat(waiting.result()).isTrue();
    }

    @Test
    void awaitOfNoKeysReturnsAtOnce() throws Exception {
        open().await(List.of(), Duration.ZERO);
    }

    @Test
    void awaitNamesOnlyTheKeysThatDidNotCome() throws Exception {
        Store store = open();
        store.set("early", bytes("1"));
        assertThatThrownBy(() -> store.await(List.of("early", "late", "later"), BRIEF))
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("late")
                .hasMessageContaining("later")
                .hasMessageNotContaining("early");
    }

    @Test
    void aDeletedKeyIsWaitedForAgain() throws Exception {
        Store store = open();
        store.set("key", bytes("old"));
        store.delete("key");
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        store.set("key", bytes("new"));
        assertThat(waiting.result()).isEqualTo(bytes("new"));
    }

    @Test
    void aKeyThatIsDeletedDuringAWaitMayComeAgain() throws Exception {
        Store store = open();
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
            store.await(List.of("first", "second"), PATIENT);
            return true;
        });
        waiting.untilItWaits();
        store.set("first", bytes("1"));
        store.delete("first");
        store.set("second", bytes("2"));
        store.set("first", bytes("3"));
        assertThat(waiting.result()).isTrue();
    }

    @Test
    void anInterruptEndsAWaitingGetAndChangesNothing() throws Exception {
        Store store = open();
        long before = store.size();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        waiting.interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
        assertThat(store.size()).isEqualTo(before);
    }

    @Test
    void anInterruptEndsAWaitingAwaitAndTheStoreWorksOn() throws Exception {
        Store store = open();
        BackgroundCall<Boolean> waiting = BackgroundCall.start(() -> {
            store.await(List.of("key"), PATIENT);
            return true;
        });
        waiting.untilItWaits().interrupt();
        assertThatThrownBy(waiting::result).isInstanceOf(InterruptedException.class);
        store.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
    }

    @Test
    void anInterruptedThreadDoesNotBeginToWait() throws Exception {
        Store store = open();
        BackgroundCall<byte[]> interrupted = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            return store.get("key");
        });
        assertThatThrownBy(interrupted::result).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anUpdateOnAnInterruptedThreadHappensOrSaysThatItWasInterrupted() throws Exception {
        Store store = open();
        BackgroundCall<Boolean> interrupted = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            store.set("key", bytes("value"));
            return true;
        });
        boolean happened = true;
        try {
            interrupted.result();
        } catch (InterruptedException e) {
            happened = false;
        }
        assertThat(store.contains(List.of("key"))).isEqualTo(happened);
    }
}
