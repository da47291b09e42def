package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C8: a write whose outcome is not known is not repeated. */
abstract class FaultContract extends LeaseContract {

    private static final int FAULTS = 10;

    @Test
    @Tag("C8")
    void createWhoseRequestIsLostIsNotRepeated() throws Exception {
        FaultySpace faulty = openFaulty();
        CoordinationSpace other = open();
        makeRoom(faulty.space());
        for (int i = 0; i < FAULTS; i++) {
            String key = "m/" + i;
            awaitConnected(faulty.space());
            faulty.loseNextRequest();
            assertThat(create(faulty.space(), key, "1", LINGER)).isInstanceOf(WriteOutcome.Unknown.class);
            awaitConnected(faulty.space());
            assertThat(answer(other.get(key))).isEmpty();
        }
    }

    @Test
    @Tag("C8")
    void createWhoseReplyIsLostIsAppliedOnce() throws Exception {
        FaultySpace faulty = openFaulty();
        CoordinationSpace other = open();
        makeRoom(faulty.space());
        for (int i = 0; i < FAULTS; i++) {
            String key = "m/" + i;
            awaitConnected(faulty.space());
            faulty.loseNextReply();
            assertThat(create(faulty.space(), key, "1", LINGER)).isInstanceOf(WriteOutcome.Unknown.class);
            eventually("the write is seen", () -> answer(other.get(key)).isPresent());
            Entry entry = answer(other.get(key)).orElseThrow();
            assertThat(entry.version()).isEqualTo(entry.order());
            assertThat(conflict(create(faultless(faulty), key, "1", LINGER)).current())
                    .contains(entry);
        }
    }

    @Test
    @Tag("C8")
    void rewriteWhoseReplyIsLostIsAppliedOnce() throws Exception {
        FaultySpace faulty = openFaulty();
        CoordinationSpace other = open();
        long version = applied(create(other, "m/key", "0", LINGER)).version();
        for (int i = 1; i <= FAULTS; i++) {
            String value = Integer.toString(i);
            awaitConnected(faulty.space());
            assertThat(answer(faulty.space().get("m/key"))).isPresent();
            faulty.loseNextReply();
            assertThat(rewrite(faulty.space(), "m/key", value, version, LINGER))
                    .isInstanceOf(WriteOutcome.Unknown.class);
            eventually(
                    "the write is seen",
                    () -> answer(other.get("m/key")).map(Entry::value).equals(Optional.of(value)));
            assertThat(rewrite(faultless(faulty), "m/key", value, version, LINGER))
                    .isInstanceOf(WriteOutcome.Conflict.class);
            version = answer(other.get("m/key")).orElseThrow().version();
        }
    }

    @Test
    @Tag("C8")
    void otherWritesWhoseReplyIsLostAreUnknown() throws Exception {
        FaultySpace faulty = openFaulty();
        long version = applied(create(open(), "m/key", "1", LINGER)).version();
        awaitConnected(faulty.space());
        faulty.loseNextReply();
        assertThat(answer(faulty.space().delete("m/key", version))).isInstanceOf(WriteOutcome.Unknown.class);
        awaitConnected(faulty.space());
        faulty.loseNextReply();
        PutAndLook look = answer(faulty.space().putThenList("m/other", "1", Precondition.absent(), LINGER, "m/"));
        assertThat(look.outcome()).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(look.listing()).isEmpty();
    }

    @Test
    @Tag("C8")
    void readWithLostReplyIsRepeatedOrFails() throws Exception {
        FaultySpace faulty = openFaulty();
        applied(create(open(), "m/key", "1", LINGER));
        awaitConnected(faulty.space());
        faulty.loseNextReply();
        try {
            assertThat(answer(faulty.space().get("m/key"))).isPresent();
        } catch (RendezvousConnectionException allowed) {
            awaitConnected(faulty.space());
        }
    }

    @Test
    @Tag("port")
    void callsFailWhileTheConnectionIsBroken() throws Exception {
        FaultySpace faulty = openFaulty();
        awaitConnected(faulty.space());
        faulty.disconnect();
        assertThatThrownBy(() -> answer(faulty.space().get("m/key"))).isInstanceOf(RendezvousConnectionException.class);
        assertThat(create(faulty.space(), "m/key", "1", LINGER)).isInstanceOf(WriteOutcome.Unknown.class);
        faulty.reconnect();
        awaitConnected(faulty.space());
        assertThat(answer(open().get("m/key"))).isEmpty();
    }

    /** The first write of a run may take more than one request; so may a write to a key that its handle has not read. */
    private void makeRoom(CoordinationSpace space) throws Exception {
        applied(create(space, "m/first", "1", LINGER));
    }

    /** A handle connects again by itself; until then its calls may fail. */
    final void awaitConnected(CoordinationSpace space) throws Exception {
        eventually("the handle is connected", () -> {
            try {
                answer(space.get("r/seal"));
                return true;
            } catch (RendezvousConnectionException notYet) {
                return false;
            }
        });
    }

    private CoordinationSpace faultless(FaultySpace faulty) throws Exception {
        awaitConnected(faulty.space());
        return faulty.space();
    }
}
