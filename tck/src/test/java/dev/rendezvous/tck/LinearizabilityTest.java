package dev.rendezvous.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Store;
import dev.rendezvous.tck.Linearizability.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The check must find impossible histories, and stores that produce them. */
class LinearizabilityTest {

    private final Store store = Store.inMemory(Duration.ZERO);
    private final RecordedKey key = new RecordedKey("key");

    @Test
    void readDuringTwoWritesMaySeeThreeValues() {
        for (String seen : List.of("0", "1", "2")) {
            assertThat(holds(List.of(set("0", 1, 2), set("1", 3, 10), set("2", 3, 10), get(seen, 3, 10))))
                    .as(seen)
                    .isTrue();
        }
    }

    @Test
    void readAfterAWriteSeesIt() {
        assertThat(holds(List.of(set("0", 1, 2), set("1", 3, 4), get("0", 5, 6))))
                .isFalse();
        assertThat(holds(List.of(set("0", 1, 2), set("1", 3, 5), get("0", 5, 6))))
                .isTrue();
    }

    @Test
    void laterReadDoesNotSeeAnOlderValue() {
        List<Call<Cell>> history = List.of(set("0", 1, 2), set("1", 3, 10), get("1", 4, 5), get("0", 6, 7));
        assertThat(holds(history)).isFalse();
    }

    @Test
    void lostAdditionOfTwoThreadsIsFound() {
        List<Call<Cell>> history = List.of(added(1, 1, 5), added(1, 2, 6));
        assertThat(holds(history)).isFalse();
    }

    @Test
    void correctStorePasses() throws Exception {
        key.compareAndSet(store, "", "1");
        key.compareAndSet(store, "", "2");
        key.compareAndSet(store, "1", "3");
        key.get(store);
        key.replace(store, "3", "6");
        key.replace(store, "3", "7");
        key.find(store);
        key.delete(store);
        key.delete(store);
        key.find(store);
        key.replace(store, "6", "7");
        key.get(store);
        key.compareAndSet(store, "4", "5");
        key.add(store, 7);
        key.set(store, "8");
        key.add(store, -1);
        assertThat(holds(key.history())).isTrue();
    }

    @Test
    void storeThatLosesAnAdditionIsFound() throws Exception {
        key.add(store, 1);
        store.set("key", new byte[] {'0'});
        key.add(store, 1);
        assertThat(holds(key.history())).isFalse();
    }

    @Test
    void storeThatComparesAnotherValueIsFound() throws Exception {
        key.set(store, "1");
        key.compareAndSet(store, "1", "2");
        store.set("key", new byte[] {'1'});
        key.compareAndSet(store, "1", "3");
        assertThat(holds(key.history())).isFalse();
    }

    @Test
    void storeThatShowsADeletedKeyIsFound() throws Exception {
        key.set(store, "1");
        key.delete(store);
        store.set("key", new byte[] {'1'});
        key.get(store);
        assertThat(holds(key.history())).isFalse();
    }

    @Test
    void manyConcurrentCallsAreDecidedQuickly() {
        List<Call<Cell>> history =
                IntStream.range(0, 64).mapToObj(i -> added(i + 1, 1, 1000)).toList();
        assertThat(holds(history)).isTrue();
    }

    @Test
    void callWithoutAnswerTakesEffectLaterOrNever() {
        Call<Cell> lost = Call.unanswered("set 1", cell -> Optional.of(Cell.of("1")), 3);
        assertThat(holds(List.of(set("0", 1, 2), lost, get("0", 4, 5), get("1", 6, 7))))
                .isTrue();
        assertThat(holds(List.of(set("0", 1, 2), lost, get("0", 4, 5)))).isTrue();
        assertThat(holds(List.of(set("0", 1, 2), lost, get("1", 4, 5), get("0", 6, 7))))
                .isFalse();
        assertThat(holds(List.of(get("1", 1, 2), lost))).isFalse();
    }

    private static boolean holds(List<Call<Cell>> history) {
        return Linearizability.holds(history, Cell.MISSING);
    }

    private static Call<Cell> set(String value, long start, long end) {
        return Call.answered("set " + value, cell -> Optional.of(Cell.of(value)), start, end);
    }

    private static Call<Cell> get(String value, long start, long end) {
        return Call.answered(
                "get " + value, cell -> cell.equals(Cell.of(value)) ? Optional.of(cell) : Optional.empty(), start, end);
    }

    private static Call<Cell> added(long sum, long start, long end) {
        return Call.answered(
                "add gives " + sum,
                cell -> cell.value().map(Long::parseLong).orElse(0L) + 1 == sum
                        ? Optional.of(Cell.of(Long.toString(sum)))
                        : Optional.empty(),
                start,
                end);
    }
}
