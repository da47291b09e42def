package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C5: gone is final. C6: a lease that has ended writes nothing. C7: when leases end. C10: revoking. C12: keep-alives. */
abstract class LeaseContract extends ReadContract {

    private static final int RACES = 40;
    private static final int LOOKS = 50;

    @Test
    @Tag("C5")
    void keyThatRacesWithRevokeStaysGone() throws Exception {
        CoordinationSpace owner = open();
        CoordinationSpace reader = open();
        for (int race = 0; race < RACES; race++) {
            String key = "m/" + race;
            Lease lease = grant(owner);
            long version = applied(create(owner, key, "1", Life.leased(lease))).version();
            CompletableFuture<WriteOutcome> rewriting = owner.put(
                            key, "2", Precondition.version(version), Life.leased(lease))
                    .toCompletableFuture();
            answer(lease.revoke());
            answer(rewriting);
            eventually("key " + key + " is gone", () -> answer(reader.get(key)).isEmpty());
            assertThat(answer(reader.get(key))).isEmpty();
            assertThat(answer(owner.get(key))).isEmpty();
        }
        assertThat(answer(reader.list("m/")).entries()).isEmpty();
    }

    @Test
    @Tag("C5")
    void keyOfAnEndedLeaseNeverReappears() throws Exception {
        CoordinationSpace owner = open();
        CoordinationSpace reader = open();
        applied(create(owner, "m/key", "1", Life.leased(grant(owner))));
        awaitGone(reader, "m/key");
        for (int look = 0; look < LOOKS; look++) {
            assertThat(answer(reader.get("m/key"))).isEmpty();
            assertThat(answer(reader.list("m/")).entries()).isEmpty();
        }
    }

    @Test
    @Tag("C5")
    void deletedKeyIsNeverShownAgain() throws Exception {
        CoordinationSpace owner = open();
        CoordinationSpace reader = open();
        long version = applied(create(owner, "m/key", "1", LINGER)).version();
        eventually("the reader sees the key", () -> answer(reader.get("m/key")).isPresent());
        applied(answer(owner.delete("m/key", version)));
        awaitGone(reader, "m/key");
        for (int look = 0; look < LOOKS; look++) {
            assertThat(answer(reader.get("m/key"))).isEmpty();
            assertThat(answer(reader.list("m/")).entries()).isEmpty();
        }
    }

    @Test
    @Tag("C6")
    void putWithARevokedLeaseIsLost() throws Exception {
        CoordinationSpace space = open();
        Lease lease = grant(space);
        answer(lease.revoke());
        assertThat(create(space, "m/key", "1", Life.leased(lease))).isEqualTo(new WriteOutcome.LeaseLost());
        assertThat(answer(space.get("m/key"))).isEmpty();
    }

    @Test
    @Tag("C6")
    void putWithALeaseThatEndedIsLost() throws Exception {
        CoordinationSpace space = open();
        Lease lease = grant(space);
        applied(create(space, "m/key", "1", Life.leased(lease)));
        awaitGone(open(), "m/key");
        assertThat(create(space, "m/other", "1", Life.leased(lease))).isEqualTo(new WriteOutcome.LeaseLost());
        assertThat(answer(lease.keepAlive())).isFalse();
        assertThat(answer(space.list("m/")).entries()).isEmpty();
    }

    @Test
    @Tag("C6")
    void rewriteWithADeadLeaseLeavesTheKey() throws Exception {
        CoordinationSpace space = open();
        Lease dead = grant(space);
        answer(dead.revoke());
        CoordinationSpace other = open();
        long version = applied(create(other, "m/key", "1", LINGER)).version();
        assertThat(rewrite(space, "m/key", "2", version, Life.leased(dead))).isEqualTo(new WriteOutcome.LeaseLost());
        assertThat(rewrite(space, "m/key", "2", version + 1, Life.leased(dead)))
                .isNotInstanceOf(WriteOutcome.Applied.class);
        assertThat(answer(other.get("m/key"))).map(Entry::value).contains("1");
    }

    @Test
    @Tag("C7")
    void keepAliveExtendsALeaseByItsTtl() throws Exception {
        CoordinationSpace owner = open();
        CoordinationSpace reader = open();
        Lease lease = grant(owner);
        assertThat(lease.ttl()).isPositive();
        applied(create(owner, "m/key", "1", Life.leased(lease)));
        long sent = keepAliveFor(lease.ttl().multipliedBy(2), owner, lease);
        Duration lived = untilGone(reader, "m/key", sent, lease.ttl());
        assertThat(lived).isGreaterThanOrEqualTo(lease.ttl());
    }

    @Test
    @Tag("C7")
    void leaseLivesForItsTtlAfterTheGrant() throws Exception {
        CoordinationSpace owner = open();
        long sent = System.nanoTime();
        Lease lease = grant(owner);
        applied(create(owner, "m/key", "1", Life.leased(lease)));
        assertThat(untilGone(open(), "m/key", sent, lease.ttl())).isGreaterThanOrEqualTo(lease.ttl());
    }

    @Test
    @Tag("C7")
    void leaseOfClosedHandleEndsAfterItsGrace() throws Exception {
        CoordinationSpace owner = openSpace(run);
        Lease lease = grant(owner);
        applied(create(owner, "m/key", "1", Life.leased(lease)));
        Duration least = disconnectGrace().orElse(lease.ttl());
        long sent = System.nanoTime();
        assertThat(answer(lease.keepAlive())).isTrue();
        owner.close();
        assertThat(untilGone(open(), "m/key", sent, lease.ttl())).isGreaterThanOrEqualTo(least);
    }

    @Test
    @Tag("C10")
    void revokeDeletesTheKeysOfTheLease() throws Exception {
        CoordinationSpace owner = open();
        Lease lease = grant(owner);
        CoordinationSpace other = open();
        Lease stays = grant(other);
        for (String key : List.of("m/1", "r/status")) {
            applied(create(owner, key, "1", Life.leased(lease)));
        }
        applied(create(other, "m/2", "1", Life.leased(stays)));
        applied(create(owner, "r/seal", "1", LINGER));
        answer(lease.revoke());
        assertThat(answer(owner.list("m/")).entries()).extracting(Entry::key).containsExactly("m/2");
        assertThat(answer(owner.list("r/")).entries()).extracting(Entry::key).containsExactly("r/seal");
        assertThat(answer(lease.keepAlive())).isFalse();
        assertThat(answer(stays.keepAlive())).isTrue();
    }

    @Test
    @Tag("C10")
    void revokeMayBeRepeated() throws Exception {
        CoordinationSpace owner = open();
        Lease lease = grant(owner);
        applied(create(owner, "m/key", "1", Life.leased(lease)));
        answer(lease.revoke());
        answer(lease.revoke());
        Lease ended = grant(owner);
        applied(create(owner, "m/other", "1", Life.leased(ended)));
        awaitGone(owner, "m/other");
        answer(ended.revoke());
        assertThat(answer(owner.list("m/")).entries()).isEmpty();
    }

    @Test
    @Tag("C12")
    void leaseEndsWhenNoKeepAliveIsAsked() throws Exception {
        CoordinationSpace owner = open();
        Lease lease = grant(owner);
        applied(create(owner, "m/key", "1", Life.leased(lease)));
        long sent = keepAliveFor(lease.ttl(), owner, lease);
        Duration lived = untilGone(open(), "m/key", sent, lease.ttl());
        assertThat(lived).isLessThanOrEqualTo(lease.ttl().plus(latestEnd()));
    }

    /** {@return the moment before the last keep-alive was sent} */
    private long keepAliveFor(Duration time, CoordinationSpace owner, Lease lease) throws Exception {
        long start = System.nanoTime();
        long[] sent = {start};
        long interval = lease.ttl().toNanos() / 3;
        boolean kept = within(time.plus(patience()), () -> {
            if (System.nanoTime() - sent[0] >= interval) {
                sent[0] = System.nanoTime();
                assertThat(answer(lease.keepAlive())).isTrue();
                assertThat(answer(owner.get("m/key"))).isPresent();
            }
            return System.nanoTime() - start > time.toNanos();
        });
        assertThat(kept).isTrue();
        return sent[0];
    }

    /** {@return the time from a moment until the key was seen to be gone} */
    private Duration untilGone(CoordinationSpace reader, String key, long moment, Duration ttl) throws Exception {
        boolean gone =
                within(ttl.plus(latestEnd()), () -> answer(reader.get(key)).isEmpty());
        Duration time = Duration.ofNanos(System.nanoTime() - moment);
        assertThat(gone).as("key %s is gone after %s", key, time).isTrue();
        return time;
    }

    private void awaitGone(CoordinationSpace reader, String key) throws Exception {
        untilGone(reader, key, System.nanoTime(), shortestTtl().multipliedBy(2));
    }
}
