package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.cell.TurnCell.Way;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The true history, as the service saw it. */
final class Ledger {

    private final Map<Long, Member> members = new HashMap<>();
    private final Map<Long, Sealed> rounds = new TreeMap<>();
    private @Nullable Sealed last;
    private boolean memoryLost;
    private long lostAt;

    /** One life of a member key. */
    static final class Member {
        final long order;
        final long since;
        MemberCell cell;
        boolean gone;

        Member(long order, MemberCell cell, long since) {
            this.order = order;
            this.cell = cell;
            this.since = since;
        }

        boolean isOutOf(long number) {
            return gone || cell.done() >= number;
        }
    }

    /** A record and whether its member was still in when it landed. */
    record Told(PartRecord part, long written, boolean inTime, long at) {}

    /** A round that was made. */
    static final class Sealed {
        final Seal seal;
        final long token;
        final long at;
        final Map<Long, Told> records = new TreeMap<>();

        @Nullable
        Way turn;

        boolean mayRestart;

        Sealed(Seal seal, long token, long at) {
            this.seal = seal;
            this.token = token;
            this.at = at;
        }

        boolean hasFinished(long order) {
            @Nullable Told told = records.get(order);
            return told != null && told.part() instanceof PartRecord.Finished;
        }

        boolean hasFinishedInTime(long order) {
            @Nullable Told told = records.get(order);
            return told != null && told.inTime() && told.part() instanceof PartRecord.Finished;
        }

        boolean hasFailed() {
            return records.values().stream().anyMatch(told -> told.part() instanceof PartRecord.Failed);
        }
    }

    Optional<Sealed> last() {
        return Optional.ofNullable(last);
    }

    Optional<Sealed> round(long token) {
        return Optional.ofNullable(rounds.get(token));
    }

    Optional<Member> member(long order) {
        return Optional.ofNullable(members.get(order));
    }

    Iterable<Member> members() {
        return members.values();
    }

    boolean isMemoryLost() {
        return memoryLost;
    }

    long lostAt() {
        return lostAt;
    }

    void memoryLost(long now) {
        memoryLost = true;
        lostAt = now;
    }

    void sealed(Seal seal, long token, long now) {
        last = new Sealed(seal, token, now);
        rounds.put(token, last);
        memoryLost = false;
    }

    void changed(String key, @Nullable Cell before, @Nullable Cell after, long now) {
        if (key.startsWith(Keys.MEMBERS)) {
            member(before, after, now);
        } else if (key.startsWith(Keys.ENDS) && after != null) {
            told(key, after, now);
        }
        justify();
    }

    private void member(@Nullable Cell before, @Nullable Cell after, long now) {
        if (before != null && (after == null || after.order() != before.order())) {
            member(before.order()).ifPresent(member -> member.gone = true);
        }
        if (after != null) {
            MemberCell cell = MemberCell.read(after.key(), after.value());
            members.computeIfAbsent(after.order(), order -> new Member(order, cell, now)).cell = cell;
            members.get(after.order()).gone = false;
        }
    }

    private void told(String key, Cell after, long now) {
        @Nullable Sealed round = rounds.get(Keys.tokenOf(key).orElse(0));
        if (round == null) {
            return;
        }
        if (key.endsWith("/turn")) {
            Way way = TurnCell.read(key, after.value()).way();
            Violation.unless(
                    round != last || round.turn == null || round.turn == way,
                    "J3",
                    "the turn of round %s changed",
                    round.seal.number());
            round.turn = way;
        } else {
            long order = Keys.orderOf(key).orElse(0);
            boolean inTime = member(order)
                    .filter(member -> !member.isOutOf(round.seal.number()))
                    .isPresent();
            PartRecord part = PartRecord.read(key, after.value());
            round.records.putIfAbsent(order, new Told(part, after.order(), inTime, now));
        }
    }

    /** Whether there is a reason to form the last round again. */
    private void justify() {
        @Nullable Sealed round = last;
        if (round == null || round.mayRestart) {
            return;
        }
        RunSettings settings = round.seal.settings();
        boolean out = round.seal.members().list().stream()
                .anyMatch(order -> !round.hasFinished(order)
                        && member(order)
                                .filter(member -> !member.isOutOf(round.seal.number()))
                                .isEmpty());
        boolean drains = round.seal.members().list().stream()
                .anyMatch(order -> member(order)
                        .filter(member -> !member.gone && member.cell.drain())
                        .isPresent());
        boolean outsider = round.seal.members().size() < settings.max()
                && members.values().stream()
                        .anyMatch(member -> !member.gone
                                && !member.cell.drain()
                                && member.cell.settings().equals(settings)
                                && !round.seal.members().contains(member.order));
        round.mayRestart = out || drains || outsider || round.hasFailed();
    }
}
