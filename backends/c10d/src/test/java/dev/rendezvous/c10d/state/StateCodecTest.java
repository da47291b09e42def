package dev.rendezvous.c10d.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.c10d.pickle.KnownGlobal;
import dev.rendezvous.c10d.pickle.PickleValue;
import dev.rendezvous.c10d.pickle.PickleWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other agents may write, and what this one writes. */
final class StateCodecTest {

    private static final StateCodec CODEC = new StateCodec(Family.V2_6, "torch.rendezvous.job");
    private static final Instant NOW = Instant.parse("2026-11-28T19:48:10.930564Z");
    private static final Node NODE = new Node("node-a", 7358, 0);

    private static RunState state() {
        Draft draft = Draft.of(RunState.EMPTY);
        draft.participants().put(NODE, 0);
        draft.beat(NODE, NOW);
        return draft.state();
    }

    /** {@return the stored state with fields that are changed by name; those with an empty value are left out} */
    private static byte[] with(Map<String, Optional<PickleValue>> changes) {
        PickleValue.Instance instance = (PickleValue.Instance) new StateWriter(Family.V2_6).write(state());
        Map<String, PickleValue> fields = new LinkedHashMap<>();
        instance.fields().forEach(entry -> fields.put(((PickleValue.Text) entry.key()).value(), entry.value()));
        changes.forEach((name, value) -> {
            if (value.isPresent()) {
                fields.put(name, value.get());
            } else {
                fields.remove(name);
            }
        });
        List<PickleValue.Entry> entries = new ArrayList<>();
        fields.forEach((name, value) -> entries.add(new PickleValue.Entry(new PickleValue.Text(name), value)));
        return stored(new PickleValue.Instance(KnownGlobal.STATE, entries));
    }

    private static byte[] stored(PickleValue value) {
        return Base64.getEncoder().encode(PickleWriter.write(value));
    }

    private static byte[] with(String name, PickleValue value) {
        return with(Map.of(name, Optional.of(value)));
    }

    private static void refused(byte[] stored, String... parts) {
        assertThatThrownBy(() -> CODEC.decode(stored))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("torch.rendezvous.job")
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void everyFamilyReadsBackWhatItWrites(Family family) {
        StateCodec codec = new StateCodec(family, "k");
        Draft draft = Draft.of(state());
        draft.participants().put(new Node("ünïcode-\uD83D\uDE00", 0, 3), 1);
        draft.waitList().add(new Node("w", 1L << 40, 255));
        draft.waitList().add(new Node("x".repeat(300), 65_536, 256));
        draft.deadline(Instant.parse("2026-12-31T23:59:59.999999Z"));
        draft.beat(new Node("w", 1L << 40, 255), Instant.parse("2027-01-01T00:00:00Z"));
        if (family.hasRedundancyList()) {
            draft.redundancyList().add(new Node("s", 4_294_967_295L, 65_535));
        }
        RunState state = draft.state();
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        assertThat(codec.decode(codec.encode(RunState.EMPTY))).isEqualTo(RunState.EMPTY);
    }

    @Test
    void stateIsWrittenWithProtocolTwo() {
        byte[] pickle = Base64.getDecoder().decode(CODEC.encode(state()));
        assertThat(pickle).startsWith(0x80, 2);
    }

    @Test
    void redundancyListIsNotWrittenForOlderFamilies() {
        Draft draft = Draft.of(state());
        draft.redundancyList().add(new Node("s", 1, 0));
        RunState state = draft.state();
        assertThatThrownBy(() -> new StateCodec(Family.V2_0, "k").encode(state))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll("k", "PyTorch 2.0 to 2.2");
    }

    @Test
    void unknownFieldsAreKept() {
        PickleValue nested = new PickleValue.Mapping(List.of(
                new PickleValue.Entry(
                        new PickleValue.Text("a"),
                        new PickleValue.Sequence(
                                true,
                                List.of(
                                        PickleValue.Whole.of(-5),
                                        new PickleValue.Real(1.5),
                                        PickleValue.Constant.NONE))),
                new PickleValue.Entry(PickleValue.Whole.of(1L << 40), new PickleValue.Octets("\u0000\u00ff"))));
        RunState read = CODEC.decode(with("incarnation", nested));
        assertThat(read.others()).containsExactly(Map.entry("incarnation", nested));
        assertThat(CODEC.decode(CODEC.encode(read)).others()).isEqualTo(read.others());
    }

    @Test
    void unknownFieldsOfNodesAreKept() {
        Node rich = new Node("node-a", 1, 0, Map.of("rack", new PickleValue.Text("r7")));
        Draft draft = Draft.of(RunState.EMPTY);
        draft.participants().put(rich, 0);
        draft.beat(rich, NOW);
        RunState read = CODEC.decode(CODEC.encode(draft.state()));
        assertThat(read.participants().keySet().iterator().next().others())
                .containsExactly(Map.entry("rack", new PickleValue.Text("r7")));
        assertThat(read.isParticipant(new Node("node-a", 1, 0)))
                .as("it is not part of equality")
                .isTrue();
    }

    @Test
    void otherTimeZoneIsTheSameMoment() {
        PickleValue hourEast = new PickleValue.Moment(
                LocalDateTime.parse("2026-11-28T20:48:10.930564"), Optional.of(Duration.ofHours(1)));
        assertThat(CODEC.decode(with("deadline", hourEast)).deadline()).contains(NOW);
    }

    @Test
    void onesAndZerosAreTruthValues() {
        RunState read = CODEC.decode(with(Map.of(
                "complete", Optional.of(PickleValue.Whole.of(1)), "closed", Optional.of(PickleValue.Whole.of(0)))));
        assertThat(read.complete()).isTrue();
        assertThat(read.closed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listIsReadAsASetAndWrittenAsOne(boolean mutable) {
        PickleValue node = new PickleValue.Instance(
                KnownGlobal.NODE,
                List.of(
                        new PickleValue.Entry(new PickleValue.Text("addr"), new PickleValue.Text("b")),
                        new PickleValue.Entry(new PickleValue.Text("pid"), PickleValue.Whole.of(1)),
                        new PickleValue.Entry(new PickleValue.Text("local_id"), PickleValue.Whole.of(0))));
        RunState read = CODEC.decode(with("wait_list", new PickleValue.Sequence(mutable, List.of(node))));
        assertThat(read.waitList()).isEqualTo(Set.of(new Node("b", 1, 0)));
        assertThat(CODEC.decode(with("wait_list", new PickleValue.Group(false, List.of(node)))))
                .isEqualTo(read);
        assertThat(new String(Base64.getDecoder().decode(CODEC.encode(read)), ISO_8859_1))
                .contains("__builtin__\nset\n")
                .doesNotContain("frozenset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "round",
                "complete",
                "deadline",
                "closed",
                "participants",
                "wait_list",
                "redundancy_list",
                "last_heartbeats"
            })
    void missingFieldIsNamed(String field) {
        refused(with(Map.of(field, Optional.empty())), field, "is missing");
        refused(with(field, new PickleValue.Real(0.5)), field);
    }

    @Test
    void momentsWithoutTimeZoneAreRefused() {
        PickleValue naive = new PickleValue.Moment(LocalDateTime.parse("2026-11-28T20:48:10"), Optional.empty());
        refused(with("deadline", naive), "deadline", "no time zone");
    }

    @ParameterizedTest
    @CsvSource({"-1", "9223372036854775808"})
    void roundOutOfRangeIsRefused(String round) {
        refused(with("round", new PickleValue.Whole(new BigInteger(round))), "round", round);
    }

    @Test
    void rankOutOfRangeIsRefused() {
        PickleValue node =
                ((PickleValue.Mapping) participants()).entries().get(0).key();
        refused(
                with(
                        "participants",
                        new PickleValue.Mapping(List.of(new PickleValue.Entry(node, PickleValue.Whole.of(-1))))),
                "a rank in the field participants",
                "-1");
    }

    private static PickleValue participants() {
        PickleValue.Instance instance = (PickleValue.Instance) new StateWriter(Family.V2_6).write(state());
        return instance.fields().stream()
                .filter(entry -> entry.key().equals(new PickleValue.Text("participants")))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void somethingElseThanAStateIsRefused() {
        refused(stored(new PickleValue.Mapping(List.of())), "_RendezvousState", "Mapping");
        refused(stored(new PickleValue.Text("x\ny")), "\"x?y\"");
        refused(new byte[0], "not a pickle");
        refused("%%%%".getBytes(ISO_8859_1), "not base64");
        refused("a".getBytes(ISO_8859_1), "not base64");
        refused(Base64.getEncoder().encode("garbage".getBytes(ISO_8859_1)), "not a pickle");
        byte[] whole = Base64.getDecoder().decode(CODEC.encode(state()));
        refused(Base64.getEncoder().encode(Arrays.copyOf(whole, whole.length / 2)), "bytes are left");
    }

    /** Bounds for the base64 text, with names of 40 characters. */
    @ParameterizedTest
    @CsvSource({"10, 2", "100, 16", "1000, 160", "10000, 1600"})
    @DisplayName("test_encoded_size_is_within_expected_limit")
    void sizeIsWithinTheLimitsOfPyTorch(int nodes, int kilobytes) {
        byte[] stored = CODEC.encode(crowd(nodes));
        assertThat(stored.length).isLessThanOrEqualTo(kilobytes * 1024);
    }

    static RunState crowd(int nodes) {
        Draft draft = Draft.of(RunState.EMPTY);
        for (int i = 0; i < nodes; i++) {
            Node node = new Node("dummy" + "x".repeat(24) + String.format("%06d", i) + ".com", 5000 + i, 0);
            if (i % 2 == 0) {
                draft.participants().put(node, i / 2);
            } else {
                draft.waitList().add(node);
            }
            draft.beat(node, NOW.plusSeconds(i));
        }
        return draft.state();
    }
}
