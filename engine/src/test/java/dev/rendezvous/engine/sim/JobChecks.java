package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Closed.Kind;
import dev.rendezvous.engine.cell.Closed.RootCause;
import dev.rendezvous.engine.cell.Closed.Why;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.PartRecord;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.Seal.Cause;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.protocol.Insight;
import dev.rendezvous.engine.sim.Ledger.Member;
import dev.rendezvous.engine.sim.Ledger.Sealed;
import dev.rendezvous.engine.sim.Ledger.Told;
import dev.rendezvous.engine.sim.Program.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** J1 to J6: failures are counted once, a run ends once, in the same way for all, and for the right reason. */
final class JobChecks {

    private static final long NOTICED = 3 * Agenda.S;

    private final World world;
    private final Ledger ledger;
    private @Nullable Closed ending;

    JobChecks(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    Optional<Closed> ending() {
        return Optional.ofNullable(ending);
    }

    void forgotten() {
        ending = null;
    }

    void sealing(Seal seal) {
        Optional<Sealed> before = ledger.last();
        if (ledger.isMemoryLost()) {
            noneHadFinished(seal);
            return;
        }
        if (before.isEmpty()) {
            Violation.unless(seal.cause() == Cause.START, "J1", "the first round has cause %s", seal.cause());
            return;
        }
        Sealed last = before.get();
        Violation.unless(last.turn != Way.ENDING, "J3", "round %s follows one that was ending", seal.number());
        counted(last, seal);
        notLostAfterLeaving(last, seal);
    }

    private void counted(Sealed last, Seal seal) {
        boolean failed = seal.cause() == Cause.FAILED;
        Violation.unless(
                seal.failures() == last.seal.failures() + (failed ? 1 : 0)
                        && seal.changes() == last.seal.changes() + (failed ? 0 : 1),
                "J1",
                "round %s counts %s failures and %s changes after %s and %s, cause %s",
                seal.number(),
                seal.failures(),
                seal.changes(),
                last.seal.failures(),
                last.seal.changes(),
                seal.cause());
        Violation.unless(
                !failed || last.hasFailed(), "J1", "round %s counts a failure that was not told", seal.number());
        for (Told told : last.records.values()) {
            if (told.part() instanceof PartRecord.Failed failure && told.inTime()) {
                Violation.unless(failed, "J6", "round %s does not count %s", seal.number(), failure);
                Violation.unless(failure.restartable(), "J1", "round %s follows %s", seal.number(), failure);
            }
        }
        Violation.unless(!seal.settings().forbids(seal.failures()), "J1", "round %s is over the budget", seal.number());
    }

    /** J6: a member that leaves by itself, with the service answering, is never called lost. */
    private void notLostAfterLeaving(Sealed last, Seal seal) {
        if (seal.cause() == Cause.LOST && world.isCalm()) {
            List<Long> missing = missing(last);
            boolean allLeft = !missing.isEmpty() && missing.stream().allMatch(world::leftInCalm);
            Violation.unless(!allLeft, "J6", "round %s calls a member lost that left", seal.number());
        }
    }

    private List<Long> missing(Sealed last) {
        return last.seal.members().list().stream()
                .filter(order ->
                        ledger.member(order).filter(member -> !member.gone).isEmpty()
                                && !last.records.containsKey(order))
                .toList();
    }

    /** J3 after a loss of memory: a node that has finished and is in touch has told it again. */
    private void noneHadFinished(Seal seal) {
        for (SimNode node : world.nodes()) {
            boolean knows = node.isAlive()
                    && !node.isPaused()
                    && world.wire().reaches(node)
                    && node.hasFinished()
                    && node.knowledge().closed().isEmpty()
                    && node.localNow() - Insight.contactAt(node.state()) < 6 * Agenda.S
                    && world.agenda().now() - ledger.lostAt() > 17 * Agenda.S
                    && world.isCalm()
                    && Insight.highest(node.state()) < seal.number()
                    && (node.program().phase() == Phase.ENDING || node.program().phase() == Phase.LEAVING);
            Violation.unless(!knows, "J3", "round %s is made although %s has finished", seal.number(), node.name());
        }
    }

    void changed(String key, @Nullable Cell after) {
        boolean failed =
                after != null && key.startsWith(Keys.ENDS) && after.value().contains("end=failed");
        Optional<Sealed> last = ledger.last().filter(round -> key.startsWith(Keys.records(round.token)));
        if (failed && last.isPresent() && world.isCalm()) {
            Told told = last.get().records.get(Keys.orderOf(key).orElse(0));
            @Nullable Cell leader = world.service().cell(Keys.STATUS);
            if (told != null && told.inTime() && leader != null && world.leads(leader)) {
                world.agenda().after(NOTICED, () -> noticed(last.get(), leader));
            }
        }
    }

    /** J5: while the leader lives and the network is calm, a failure reaches all members soon. */
    private void noticed(Sealed round, Cell leader) {
        @Nullable Cell now = world.service().cell(Keys.STATUS);
        boolean same = now != null && now.order() == leader.order() && world.leads(now) && world.isCalm();
        if (!same) {
            return;
        }
        for (SimNode node : world.nodes()) {
            boolean works = node.isAlive()
                    && !node.isPaused()
                    && node.program().phase() == Phase.WORKING
                    && node.program()
                            .round()
                            .filter(in -> in.token() == round.token)
                            .isPresent();
            boolean knows =
                    node.knowledge().waiting() > 0 || node.knowledge().closed().isPresent();
            Violation.unless(!works || knows, "J5", "%s does not know of the failure after 3 s", node.name());
        }
        boolean over = isBeyondRepair(round);
        Violation.unless(!over || ending != null, "J5", "the run is not closed 3 s after its last failure");
    }

    private static boolean isBeyondRepair(Sealed round) {
        boolean fatal = round.records.values().stream()
                .anyMatch(told -> told.part() instanceof PartRecord.Failed failed && !failed.restartable());
        return fatal || round.turn == Way.ENDING || round.seal.settings().forbids(round.seal.failures() + 1);
    }

    void closed(@Nullable Seal before, Closed closed) {
        Violation.unless(
                ending == null || ending.equals(closed) || world.variant().has(Twist.MEMORY_LOSS),
                "J2",
                "closed as %s after %s",
                closed,
                String.valueOf(ending));
        boolean again = ending != null;
        ending = closed;
        if (!again && before != null && !ledger.isMemoryLost() && closed.why() != Why.STOPPED) {
            ledger.last().ifPresent(round -> rightlyClosed(round, closed));
        }
    }

    private void rightlyClosed(Sealed round, Closed closed) {
        Violation.unless(closed.token() == round.token, "J2", "%s names another round than %s", closed, round.token);
        List<Long> members = round.seal.members().list();
        if (closed.why() == Why.FINISHED) {
            Violation.unless(members.stream().allMatch(round::hasFinished), "J4", "closed as finished too soon");
            return;
        }
        RootCause root = closed.root().orElseThrow();
        if (root.kind() == Kind.FAILED) {
            Violation.unless(isBeyondRepair(round), "J1", "closed as failed within the budget: %s", closed);
            rootIsFirst(round, root);
            return;
        }
        Violation.unless(round.turn == Way.ENDING, "J4", "closed as %s before the end began", closed);
        long culprit = members.get(root.rank());
        Optional<Member> member = ledger.member(culprit);
        boolean out = member.isEmpty() || member.get().isOutOf(round.seal.number());
        Violation.unless(out && !round.hasFinished(culprit), "J4", "%s blames a member that is in", closed);
        Violation.unless(
                root.kind() != Kind.REJOINED
                        || !world.wasTold(culprit)
                        || world.variant().has(Twist.SELF_FENCE),
                "J4",
                "%s did what it was told",
                root.node());
        Violation.unless(
                root.kind() != Kind.LOST || !world.leftInCalm(culprit), "J6", "%s left, and is called lost", culprit);
    }

    private static void rootIsFirst(Sealed round, RootCause root) {
        PartRecord first = round.records.values().stream()
                .filter(told -> told.part() instanceof PartRecord.Failed)
                .min(Comparator.comparingLong(Told::written))
                .map(Told::part)
                .orElseThrow();
        Violation.unless(first.node().equals(root.node()), "J2", "root cause is %s, first was %s", root, first);
    }

    void sawClosed(SimNode node, Closed closed) {
        Violation.unless(
                closed.equals(ending) || world.variant().has(Twist.MEMORY_LOSS),
                "J2",
                "%s knows the end as %s, it is %s",
                node.name(),
                closed,
                String.valueOf(ending));
    }
}
