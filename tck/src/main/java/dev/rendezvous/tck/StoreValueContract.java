package dev.rendezvous.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a store keeps, and gives back. */
abstract class StoreValueContract extends StoreFixture {

    /** Each is a key of its own; several would leave a directory, end a line or be the same to a careless store. */
    private static final List<String> UNUSUAL_KEYS = List.of(
            "",
            " ",
            "a",
            "A",
            "a/b",
            "a//b",
            "/a",
            "a/",
            "a\\b",
            ".",
            "..",
            "../a",
            "a%2Fb",
            "a+b",
            "a b",
            "a\nb",
            "a\u0000b",
            "con",
            "-",
            "~",
            "schlüssel",
            "schlu\u0308ssel",
            "鍵",
            "\uD83D\uDD11");

    private static final int LONG_KEY = 5001;
    private static final int LARGE = 1 << 20;

    /** {@return the most bytes that a value may have; empty if there is no limit but memory} */
    protected OptionalInt largestValue() {
        return OptionalInt.empty();
    }

    /** {@return the most ASCII letters that a key may have; empty if there is no limit but memory} */
    protected OptionalInt longestKey() {
        return OptionalInt.empty();
    }

    @Test
    void aValueThatWasSetIsGot() throws Exception {
        Store store = open();
        store.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
    }

    @Test
    void aValueThatWasSetIsGotThroughAnotherConnection() throws Exception {
        Store store = open();
        store.set("key", bytes("value"));
        assertThat(openAnother(store).get("key")).isEqualTo(bytes("value"));
    }

    @Test
    void settingAgainReplacesTheValue() throws Exception {
        Store store = open();
        store.set("key", bytes("a long first value"));
        store.set("key", bytes("second"));
        assertThat(store.get("key")).isEqualTo(bytes("second"));
    }

    @Test
    void anEmptyValueIsAValue() throws Exception {
        Store store = open();
        store.set("key", bytes(""));
        assertThat(store.get("key")).isEmpty();
        assertThat(store.contains(List.of("key"))).isTrue();
    }

    @Test
    void everyByteComesBackAsItWas() throws Exception {
        byte[] value = new byte[256];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) i;
        }
        Store store = open();
        store.set("key", value);
        assertThat(store.get("key")).isEqualTo(value);
    }

    @Test
    void aValueMayBeAMegabyteLong() throws Exception {
        byte[] value = new byte[Math.min(largestValue().orElse(LARGE), LARGE)];
        new Random(7).nextBytes(value);
        Store store = open();
        store.set("key", value);
        assertThat(store.get("key")).isEqualTo(value);
    }

    @Test
    void anyTextIsAKeyAndNoTwoAreTheSame() throws Exception {
        Store store = open();
        long before = store.size();
        List<String> keys = unusualKeys();
        for (String key : keys) {
            store.set(key, bytes("value of " + key));
        }
        assertThat(store.size() - before).isEqualTo(keys.size());
        for (String key : keys) {
            assertThat(store.get(key)).as(key).isEqualTo(bytes("value of " + key));
        }
    }

    private List<String> unusualKeys() {
        int longest = Math.min(longestKey().orElse(LONG_KEY), LONG_KEY);
        List<String> keys = new ArrayList<>(UNUSUAL_KEYS);
        keys.add("k".repeat(longest - 1));
        keys.add("k".repeat(longest));
        return keys;
    }

    @Test
    void aKeyThatIsTooLongIsRefusedAndTheStoreWorksOn() throws Exception {
        if (longestKey().isEmpty()) {
            return;
        }
        Store store = open();
        String key = "k".repeat(longestKey().getAsInt() + 1);
        assertThatThrownBy(() -> store.set(key, bytes("value")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(key.length()));
        assertThatThrownBy(() -> store.contains(List.of(key))).isInstanceOf(IllegalArgumentException.class);
        store.set("key", bytes("value"));
        assertThat(store.get("key")).isEqualTo(bytes("value"));
    }

    @Test
    void anArrayThatWentInMayBeChangedAfterwards() throws Exception {
        Store store = open();
        byte[] value = bytes("value");
        store.set("set", value);
        store.compareAndSet("created", bytes(""), value);
        value[0] = '?';
        assertThat(store.get("set")).isEqualTo(bytes("value"));
        assertThat(store.get("created")).isEqualTo(bytes("value"));
    }

    @Test
    void anArrayThatCameOutBelongsToTheCaller() throws Exception {
        Store store = open();
        store.set("key", bytes("value"));
        store.get("key")[0] = '?';
        store.compareAndSet("key", bytes("other"), bytes("new"))[0] = '?';
        store.compareAndSet("key", bytes("value"), bytes("value"))[0] = '?';
        assertThat(store.get("key")).isEqualTo(bytes("value"));
    }

    @Test
    void findReturnsTheValueWithoutWaiting() throws Exception {
        Store store = open();
        assertThat(store.find("key")).isEmpty();
        store.set("key", bytes(""));
        assertThat(store.find("key"))
                .hasValueSatisfying(value -> assertThat(value).isEmpty());
        store.set("key", bytes("1"));
        assertThat(store.find("key"))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(bytes("1")));
    }

    @Test
    void containsTellsWhetherAllKeysAreThere() throws Exception {
        Store store = open();
        store.set("first", bytes("1"));
        store.set("second", bytes("2"));
        assertThat(store.contains(List.of("first", "second"))).isTrue();
        assertThat(store.contains(List.of("first", "third"))).isFalse();
        assertThat(store.contains(List.of("third"))).isFalse();
    }

    @Test
    void containsIsTrueForNoKeys() throws Exception {
        assertThat(open().contains(List.of())).isTrue();
    }

    @Test
    void aKeyMayBeAskedForTwiceInOneCall() throws Exception {
        Store store = open();
        store.set("key", bytes("value"));
        assertThat(store.contains(List.of("key", "key"))).isTrue();
        store.await(List.of("key", "key"), PATIENT);
    }

    @Test
    void deletingTellsWhetherTheKeyWasThere() throws Exception {
        Store store = open();
        store.set("key", bytes("value"));
        assertThat(store.delete("key")).isTrue();
        assertThat(store.contains(List.of("key"))).isFalse();
        assertThat(store.delete("key")).isFalse();
    }

    @Test
    void deletingOneKeyLeavesTheOthers() throws Exception {
        Store store = open();
        store.set("key", bytes("value"));
        store.set("key/below", bytes("other"));
        store.delete("key");
        assertThat(store.get("key/below")).isEqualTo(bytes("other"));
    }

    @Test
    void sizeCountsKeys() throws Exception {
        Store store = open();
        long before = store.size();
        store.set("set", bytes("1"));
        store.set("set", bytes("2"));
        store.add("added", 1);
        store.compareAndSet("created", bytes(""), bytes("3"));
        store.compareAndSet("not created", bytes("expected"), bytes("3"));
        assertThat(store.size() - before).isEqualTo(3);
        store.delete("added");
        assertThat(store.size() - before).isEqualTo(2);
    }

    @Test
    void twoStoresShareNothing() throws Exception {
        Store one = open();
        Store other = open();
        one.set("key", bytes("value"));
        assertThat(other.contains(List.of("key"))).isFalse();
    }
}
