package dev.rendezvous.index.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    private static final List<String> NAMES = List.of("c10d", "etcd", "etcd-v2", "static", "testbackend", "zookeeper");

    @ParameterizedTest
    @CsvSource({
        "etcd,        etcd",
        "etc,         etcd", // an insertion
        "etcdd,       etcd", // a deletion
        "etcb,        etcd", // a change
        "ectd,        etcd", // a swap of neighbours
        "C10D,        c10d", // letter case apart
        "etcd-v3,     etcd-v2",
        "testbakend,  testbackend",
        "tsetbakcend, testbackend", // two swaps
        "zokeper,     zookeeper",
    })
    void theNearestNameIsFound(String text, String nearest) {
        assertThat(NearMiss.of(text, NAMES)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"redis", "xxxd", "cd01", "zookeeperzookeeper", "'name with much else in it'"})
    void whatIsFarFromAllNamesHasNoNearest(String text) {
        assertThat(NearMiss.of(text, NAMES)).isEmpty();
    }

    @Test
    void limitIsAThirdOfTheText() {
        assertThat(NearMiss.of("abcdef", List.of("abcdXY"))).contains("abcdXY");
        assertThat(NearMiss.of("abcdef", List.of("abcXYZ"))).isEmpty();
        assertThat(NearMiss.of("abcde", List.of("abcXY"))).isEmpty();
    }

    @Test
    void letterCaseMattersOnNeitherSide() {
        assertThat(NearMiss.of("ttl", List.of("TTL"))).contains("TTL");
        assertThat(NearMiss.of("TTL", List.of("ttl"))).contains("ttl");
    }

    @Test
    void swapCountsOnce() {
        assertThat(NearMiss.of("abc", List.of("acb"))).contains("acb");
    }

    @Test
    void firstOfEquallyNearNamesIsTaken() {
        assertThat(NearMiss.of("abcx", List.of("abcz", "abcy", "abcw"))).contains("abcw");
        assertThat(NearMiss.of("abcx", List.of("abcw", "abcy", "abcz"))).contains("abcw");
    }

    @Test
    void nearerNameWinsOverAnEarlierOne() {
        assertThat(NearMiss.of("abcdef", List.of("abcdXY", "abcdeX"))).contains("abcdeX");
        assertThat(NearMiss.of("abcdef", List.of("abcdeX", "abcdXY"))).contains("abcdeX");
    }

    @Test
    void withoutNamesThereIsNoNearest() {
        assertThat(NearMiss.of("etcd", List.of())).isEmpty();
    }

    @Test
    void anyTextMayBeAskedAbout() {
        assertThat(NearMiss.of("", NAMES)).isEmpty();
        assertThat(NearMiss.of("x".repeat(1_000_000), NAMES)).isEmpty();
        assertThat(NearMiss.of("\ud83d\u0000", NAMES)).isEmpty();
    }
}
