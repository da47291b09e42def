package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.LateJoiners;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.Seal.Cause;
import dev.rendezvous.engine.cell.TurnCell;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a leader sees, put together by a test. The last round, if there is one, has number 7 and token 100. */
final class Scene {

    static final long TOKEN = 100;
    static final long ROUND = 7;

    private final List<Entry> members = new ArrayList<>();
    private final List<Entry> ends = new ArrayList<>();
    private RunSettings settings = RunSettings.of(2, 3);
    private Optional<Seal> seal = Optional.empty();
    private RankBy rankBy = new RankBy(RankBy.Policy.JOIN, "");

    Scene settings(RunSettings run) {
        settings = run;
        return this;
    }

    Scene rankBy(RankBy by) {
        rankBy = by;
        return this;
    }

    /** The last round had these members, with two failures and three changes before it. */
    Scene lastRound(Long... orders) {
        seal = Optional.of(
                new Seal(ROUND, Orders.of(List.of(orders)), settings, 2, 3, Cause.JOINED, "leader", Optional.empty()));
        return this;
    }

    Scene node(long order, long done) {
        return node(order, done, "host-" + order, settings, false, Seen.NOTHING);
    }

    Scene draining(long order) {
        return node(order, 0, "host-" + order, settings, true, Seen.NOTHING);
    }

    Scene at(long order, long done, String host) {
        return node(order, done, host, settings, false, Seen.NOTHING);
    }

    Scene node(long order, long done, String host, RunSettings run, boolean drain, Seen seen) {
        String address = host.isEmpty() ? "" : "10.0.0." + (200 - order);
        MemberCell cell =
                new MemberCell("nonce" + order, order, done, run, drain, seen, address, host, 1, Map.of("zone", host));
        members.add(new Entry("m/node" + order, cell.line(), order + 1_000, order));
        return this;
    }

    Scene unreadable(long order) {
        members.add(new Entry("m/node" + order, "rdzv/9 new=1", order + 1_000, order));
        return this;
    }

    Scene turn(Way way) {
        ends.add(new Entry(Keys.turn(TOKEN), new TurnCell(way, ROUND).line(), 1, 1));
        return this;
    }

    Scene finished(long order, int rank, int size) {
        return record(TOKEN, order, order, new PartRecord.Finished(ROUND, rank, size, "node" + order));
    }

    Scene left(long order, boolean drained) {
        return record(TOKEN, order, order, new PartRecord.Left(ROUND, 0, 3, "node" + order, drained));
    }

    Scene failed(long order, long written, boolean restartable) {
        return record(
                TOKEN,
                order,
                written,
                new PartRecord.Failed(ROUND, 0, 3, "node" + order, 5, 9, restartable, "failed " + order));
    }

    Scene record(long token, long order, long written, PartRecord part) {
        ends.add(new Entry(Keys.record(token, order), part.line(), written, written));
        return this;
    }

    static RunSettings with(int min, int max, int maxFailures, LateJoiners late) {
        return new RunSettings(min, max, "", maxFailures, late);
    }

    Verdict verdict() {
        Leader leader = new Leader("leader", settings, rankBy, Rule.ALL);
        return Decider.decide(
                seal,
                seal.isPresent() ? TOKEN : 0,
                MemberList.of(new Listing(members)),
                EndList.of(new Listing(ends)),
                leader);
    }

    Decision decision() {
        return verdict().decision();
    }

    List<Long> sealed() {
        return ((Decision.Ready) decision()).seal().members().list();
    }
}
