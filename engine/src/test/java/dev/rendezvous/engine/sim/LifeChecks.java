package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.Insight;
import dev.rendezvous.engine.sim.Ledger.Sealed;
import dev.rendezvous.engine.sim.Program.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** L1 to L4 and what must be left: after the faults have ended all nodes are where they belong, and stay there. */
final class LifeChecks {

    private static final Set<Phase> WANTING = Set.of(Phase.JOINING, Phase.WORKING, Phase.STOPPING);
    private static final long PATIENCE = 16 * Agenda.S;

    private final World world;
    private final Ledger ledger;

    LifeChecks(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    void allAreInPlace() {
        if (world.checkers().jobs().ending().isPresent()) {
            world.nodes().forEach(this::hasEnded);
            return;
        }
        long wanting = world.nodes().stream().filter(this::wants).count();
        int min = world.plan().run().min();
        for (SimNode node : world.nodes()) {
            if (node.isAlive() && wants(node)) {
                isInPlace(node, wanting >= min);
            }
        }
        ledger.last().ifPresent(this::isClosedIfFinished);
    }

    private boolean wants(SimNode node) {
        return node.isAlive()
                && WANTING.contains(node.program().phase())
                && !node.program().isDraining()
                && node.settings().run().equals(world.plan().run());
    }

    private void hasEnded(SimNode node) {
        boolean waits = node.isAlive()
                && (node.program().phase() == Phase.JOINING || node.program().phase() == Phase.FINISHING);
        Violation.unless(!waits, "L1", "%s waits although the run is closed", node.name());
        boolean knows = !node.isAlive()
                || node.program().phase() != Phase.WORKING
                || node.knowledge().closed().isPresent();
        Violation.unless(knows, "L1", "%s does not know that the run is closed", node.name());
    }

    private void isInPlace(SimNode node, boolean enough) {
        Program program = node.program();
        boolean recent = world.agenda().now() - program.since() < PATIENCE;
        Optional<Sealed> last = ledger.last();
        switch (program.phase()) {
            case WORKING -> {
                Optional<Round> round = program.round();
                boolean latest =
                        last.isPresent() && round.isPresent() && round.get().token() == last.get().token;
                Violation.unless(latest, "L1", "%s works in an old round", node.name());
            }
            case JOINING ->
                Violation.unless(
                        !enough || recent || isRightlySpare(node, last), "L1", "%s waits for a round", node.name());
            default -> Violation.unless(recent, "L1", "%s has been stopping for long", node.name());
        }
    }

    private boolean isRightlySpare(SimNode node, Optional<Sealed> last) {
        return last.isPresent() && !last.get().seal.members().contains(node.order()) && Insight.isSpare(node.state());
    }

    /** J4: all members have finished, and a node of the run lives. */
    private void isClosedIfFinished(Sealed last) {
        boolean all = last.seal.members().list().stream().allMatch(order -> last.hasFinishedInTime(order));
        boolean lives = world.nodes().stream()
                .anyMatch(node -> node.isAlive() && node.program().phase() == Phase.ENDING);
        Violation.unless(!all || !lives || ledger.isMemoryLost(), "J4", "all have finished, and the run is not closed");
    }

    /** L3 and J7: of a run that all have left only its last cell and what told how it ended remain. */
    void onlyTheLastCellIsLeft() {
        long token = ledger.last().map(last -> last.token).orElse(0L);
        for (String key : world.service().cells().keySet()) {
            boolean allowed = key.equals(Keys.SEAL)
                    || key.startsWith(Keys.ends(token))
                    || key.startsWith(Keys.STORES)
                    || isOlder(key, token);
            Violation.unless(allowed, "L3", "key %s is left, the last token is %s", key, token);
        }
        boolean onlyOne = !world.variant().has(Twist.CALM)
                || world.service().now().list(Keys.STORES).size() <= 1;
        Violation.unless(onlyOne, "L3", "stores of old rounds are left");
    }

    /** Records of an older round stay only if there was no leader after it. */
    private boolean isOlder(String key, long token) {
        return key.startsWith(Keys.ENDS)
                && !world.hadLeaderInCalm()
                && Keys.tokenOf(key).orElse(token) < token;
    }

    /** The record of a run goes at once if the run was closed, and only then. */
    void isForgotten(boolean closed, boolean forgotten) {
        Violation.unless(closed == forgotten, "L3", "closed is %s, and forgotten is %s", closed, forgotten);
        if (forgotten) {
            nothingIsLeft();
        }
    }

    void nothingIsLeft() {
        Violation.unless(
                world.service().cells().isEmpty(),
                "L3",
                "after linger these keys are left: %s",
                world.service().cells().keySet());
    }

    void noOldRecords() {
        long token = ledger.last().map(last -> last.token).orElse(0L);
        boolean led = world.service().cell(Keys.STATUS) != null && !ledger.isMemoryLost();
        List<String> old = world.service().cells().keySet().stream()
                .filter(key -> key.startsWith(Keys.ENDS) && Keys.tokenOf(key).orElse(token) < token)
                .toList();
        boolean closed = world.checkers().jobs().ending().isPresent();
        Violation.unless(!led || closed || old.isEmpty(), "J7", "records of older rounds are left: %s", old);
    }
}
