package dev.rendezvous.c10d.cell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import dev.rendezvous.c10d.state.StateCodec;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What PyTorch asks of every backend of its dynamic rendezvous. The display names are those of its {@code RendezvousBackendTestMixin}. */
interface StateCellContract {

    String KEY = "torch.rendezvous.dummy_run_id";
    StateCodec CODEC = new StateCodec(Family.V2_6, KEY);

    Store store() throws Exception;

    default StateCell cell() throws Exception {
        return new StateCell(store(), CODEC);
    }

    static RunState state(int number) {
        Draft draft = Draft.of(RunState.EMPTY);
        draft.participants().put(new Node("node-" + number, 1, 0), 0);
        draft.beat(new Node("node-" + number, 1, 0), Instant.parse("2026-11-28T19:48:10Z"));
        return draft.state();
    }

    @Test
    @DisplayName("test_get_state_returns_backend_state")
    default void storedStateIsRead() throws Exception {
        cell().replace(cell().read(), state(1));
        Seen seen = cell().read();
        assertThat(seen.state()).contains(state(1));
        assertThat(seen.token()).isNotEmpty();
        assertThat(store().find(KEY)).as("as PyTorch stores it").contains(CODEC.encode(state(1)));
    }

    @Test
    @DisplayName("test_get_state_returns_none_if_backend_state_does_not_exist")
    default void missingStateIsEmpty() throws Exception {
        Seen seen = cell().read();
        assertThat(seen.state()).isEmpty();
        assertThat(seen.stateOrEmpty()).isEqualTo(RunState.EMPTY);
        assertThat(store().find(KEY)).as("the mark of PyTorch").contains("Y2FuaW1hZGFt".getBytes(ISO_8859_1));
    }

    @Test
    @DisplayName("test_get_state_raises_error_if_backend_state_is_corrupt")
    default void damagedStateIsRefused() throws Exception {
        store().set(KEY, "non_base64".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> cell().read())
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContainingAll(KEY, "PyTorch 2.6 and later", "not base64");
    }

    @Test
    @DisplayName("test_set_state_sets_backend_state_if_it_does_not_exist")
    default void firstStateIsWritten() throws Exception {
        Seen written = cell().replace(cell().read(), state(1));
        assertThat(written.written()).isTrue();
        assertThat(written.state()).contains(state(1));
    }

    @Test
    @DisplayName("test_set_state_sets_backend_state_if_token_is_current")
    default void stateIsReplaced() throws Exception {
        Seen first = cell().replace(cell().read(), state(1));
        Seen second = cell().replace(first, state(2));
        assertThat(second.written()).isTrue();
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(cell().read().state()).contains(state(2));
    }

    @Test
    @DisplayName("test_set_state_returns_current_backend_state_if_token_is_old")
    default void lostWriteReturnsTheState() throws Exception {
        Seen old = cell().replace(cell().read(), state(1));
        Seen current = cell().replace(old, state(2));
        Seen lost = cell().replace(old, state(3));
        assertThat(lost.written()).isFalse();
        assertThat(lost.state()).contains(state(2));
        assertThat(lost.token()).isEqualTo(current.token());
    }

    @Test
    @DisplayName("test_set_state_returns_current_backend_state_if_token_is_none")
    default void writeForAnAbsentStateIsLost() throws Exception {
        Seen absent = cell().read();
        cell().replace(absent, state(1));
        Seen lost = cell().replace(absent, state(2));
        assertThat(lost.written()).isFalse();
        assertThat(lost.state()).contains(state(1));
    }

    @Test
    @DisplayName("test_set_state_returns_current_backend_state_if_token_is_invalid")
    default void writeWithAWrongTokenIsLost() throws Exception {
        cell().replace(cell().read(), state(1));
        Seen lost = cell().replace(new Seen("invalid", Optional.empty(), false), state(2));
        assertThat(lost.written()).isFalse();
        assertThat(lost.state()).contains(state(1));
    }

    @Test
    @DisplayName("corrected: a key that is gone is written again, where PyTorch tries without end")
    default void goneKeyIsWrittenAgain() throws Exception {
        Seen before = cell().replace(cell().read(), state(1));
        store().delete(KEY);
        Seen after = cell().replace(before, state(2));
        assertThat(after.written()).isTrue();
        assertThat(cell().read().state()).contains(state(2));
    }

    @Test
    @DisplayName("the mark of PyTorch, written again, is no state")
    default void markIsNoState() throws Exception {
        Seen before = cell().replace(cell().read(), state(1));
        store().set(KEY, "Y2FuaW1hZGFt".getBytes(ISO_8859_1));
        Seen lost = cell().replace(before, state(2));
        assertThat(lost.written()).isFalse();
        assertThat(lost.state()).isEmpty();
        assertThat(cell().replace(lost, state(2)).written()).isTrue();
    }
}
