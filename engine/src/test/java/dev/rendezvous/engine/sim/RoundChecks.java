package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.TurnCell.Way;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.sim.Ledger.Member;
import dev.rendezvous.engine.sim.Ledger.Sealed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** S1 to S7: one list for each token, tokens that grow, no two live worlds, no needless restart. */
final class RoundChecks {

    private static final long SETTLED = 5 * Agenda.S;

    private final World world;
    private final Ledger ledger;
    private final Map<String, String> seats = new HashMap<>();
    private final Map<Long, Long> tokens = new HashMap<>();
    private long highestToken;

    RoundChecks(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    void notReopened(@Nullable Seal before, Seal after) {
        Violation.unless(
                before == null || before.closed().isEmpty() || after.closed().equals(before.closed()),
                "S7",
                "a closed run was closed anew or opened: %s",
                after);
    }

    /** The control in which rank 0 writes the cell again after the seal. */
    boolean isRewritten(Seal seal) {
        return world.variant().breaks(Breakage.ADDRESS_LATER)
                && ledger.last().filter(last -> last.seal.equals(seal)).isPresent();
    }

    void sealing(Seal seal, long version) {
        int n = seal.members().size();
        Violation.unless(
                n >= seal.settings().min() && n <= seal.settings().max() && n > 0,
                "S2",
                "round %s has %s members, settings %s",
                seal.number(),
                n,
                seal.settings());
        Violation.unless(new HashSet<>(seal.members().list()).size() == n, "S2", "a member has two ranks: %s", seal);
        Violation.unless(version > highestToken, "S3", "token %s follows %s", version, highestToken);
        Optional<Sealed> last = ledger.last();
        highestToken = version;
        if (ledger.isMemoryLost()) {
            numberIsHighEnough(seal);
            tokens.clear();
            return;
        }
        long expected = last.map(round -> round.seal.number() + 1).orElse(1L);
        Violation.unless(seal.number() == expected, "S3", "round %s was made, expected %s", seal.number(), expected);
        last.ifPresent(round -> noTwoWorlds(round, seal));
    }

    /** S4: each member of the last round has stopped, or its key was deleted. */
    private void noTwoWorlds(Sealed last, Seal seal) {
        for (long order : last.seal.members().list()) {
            Optional<Member> member = ledger.member(order);
            boolean out = member.isEmpty() || member.get().isOutOf(last.seal.number());
            Violation.unless(
                    out,
                    "S4",
                    "round %s is made while member %s is in round %s",
                    seal.number(),
                    order,
                    last.seal.number());
        }
        if (world.variant().has(Twist.SELF_FENCE)) {
            world.nodes().forEach(node -> believesNot(node, last));
        }
    }

    private void believesNot(SimNode node, Sealed last) {
        boolean works = node.isAlive()
                && node.program().phase() == Program.Phase.WORKING
                && node.program()
                        .round()
                        .filter(round -> round.token() == last.token)
                        .isPresent();
        Violation.unless(
                !works || node.knowledge().waiting() > 0,
                "S4s",
                "%s believes in round %s when the next is made",
                node.name(),
                last.seal.number());
    }

    /** A member that was there for a while, and knows of a round, is not given the same number again. */
    private void numberIsHighEnough(Seal seal) {
        for (Member member : ledger.members()) {
            boolean there = !member.gone && member.since < world.agenda().now() - SETTLED;
            long known = Math.max(member.cell.done(), member.cell.seen().number());
            Violation.unless(
                    !there || seal.number() > known, "S1", "round %s is made again, known is %s", seal.number(), known);
            int ended = member.cell.seen().failures() + member.cell.seen().changes();
            Violation.unless(
                    !there || known == 0 || seal.failures() + seal.changes() > ended,
                    "J1",
                    "round %s counts %s ends, known are %s",
                    seal.number(),
                    seal.failures() + seal.changes(),
                    ended);
        }
    }

    void entered(SimNode node, Round round) {
        Optional<Sealed> sealed = ledger.round(round.token());
        boolean rewritten = world.variant().breaks(Breakage.ADDRESS_LATER);
        Violation.unless(
                rewritten
                        || sealed.filter(made -> made.seal.members().equals(round.members()))
                                .isPresent(),
                "S1",
                "%s returns from round %s, which was not made so",
                node.name(),
                round);
        long token = tokens.computeIfAbsent(round.number(), number -> round.token());
        Violation.unless(
                token == round.token()
                        || sealed.filter(made -> made != ledger.last().orElse(null))
                                .isPresent(),
                "S3",
                "round %s has tokens %s and %s",
                round.number(),
                token,
                round.token());
        String seat = round.token() + " " + round.rank();
        String holder = seats.computeIfAbsent(seat, free -> node.nonce());
        Violation.unless(holder.equals(node.nonce()), "S6", "%s got seat %s of another life", node.name(), seat);
        world.entered(node, round);
    }

    /** S5: a member that stops without having been told has a reason as well. */
    void stopping(Cell before, Cell after) {
        Optional<Sealed> last =
                ledger.last().filter(round -> round.seal.members().contains(after.order()));
        if (last.isEmpty() || ledger.isMemoryLost() || world.variant().has(Twist.SELF_FENCE)) {
            return;
        }
        long number = last.get().seal.number();
        boolean stops = before.order() == after.order()
                && MemberCell.read(before.key(), before.value()).done() < number
                && MemberCell.read(after.key(), after.value()).done() >= number;
        Violation.unless(
                !stops || last.get().mayRestart, "S5", "%s stops round %s without a reason", after.key(), number);
    }

    /** S5 and J3. */
    void told(SimNode node, Round round) {
        Optional<Sealed> sealed = ledger.round(round.token());
        Optional<Member> member = ledger.member(round.order());
        boolean lost = member.isEmpty() || member.get().gone || node.knowledge().lost();
        boolean past = ledger.isMemoryLost()
                || sealed.isEmpty()
                || sealed.get() != ledger.last().orElse(null);
        boolean fenced = node.settings().selfFence();
        Violation.unless(
                lost || past || fenced || sealed.get().mayRestart,
                "S5",
                "%s is told to restart round %s without a reason",
                node.name(),
                round.number());
        boolean ending = sealed.isPresent() && sealed.get().turn == Way.ENDING;
        Violation.unless(
                lost || ledger.isMemoryLost() || fenced || !ending,
                "J3",
                "%s is told to restart round %s, which is ending",
                node.name(),
                round.number());
    }
}
