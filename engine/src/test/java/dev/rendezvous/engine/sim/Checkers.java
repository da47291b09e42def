package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Problem;
import dev.rendezvous.engine.message.Round;
import org.jspecify.annotations.Nullable;

/** Takes what happens to the checkers. */
final class Checkers implements ModelService.Listener {

    private final World world;
    private final Ledger ledger = new Ledger();
    private final RoundChecks rounds;
    private final JobChecks jobs;

    Checkers(World world) {
        this.world = world;
        this.rounds = new RoundChecks(world, ledger);
        this.jobs = new JobChecks(world, ledger);
    }

    Ledger ledger() {
        return ledger;
    }

    JobChecks jobs() {
        return jobs;
    }

    RoundChecks rounds() {
        return rounds;
    }

    @Override
    public void changed(String key, @Nullable Cell before, @Nullable Cell after) {
        if (world.trace().isOn()) {
            String what =
                    after == null ? "is gone" : "= " + after.value() + " @" + after.version() + "/" + after.order();
            world.trace().say("service", "%s %s", key, what);
        }
        if (key.equals(Keys.SEAL) && after != null) {
            sealWritten(before, after);
        }
        if (key.startsWith(Keys.MEMBERS) && before != null && after != null) {
            rounds.stopping(before, after);
        }
        ledger.changed(key, before, after, world.agenda().now());
        jobs.changed(key, after);
        if (after != null && after.value().contains("end=finished") && haveAllFinished()) {
            world.allHaveFinished();
        }
        if (after != null) {
            world.wire().changed(key, after, false);
        } else if (before != null) {
            world.wire().changed(key, before, true);
        }
    }

    private boolean haveAllFinished() {
        return ledger.last()
                .filter(round -> round.seal.members().list().stream().allMatch(round::hasFinished))
                .isPresent();
    }

    private void sealWritten(@Nullable Cell before, Cell after) {
        Seal seal = Seal.read(after.key(), after.value());
        @Nullable Seal old = before == null ? null : Seal.read(before.key(), before.value());
        rounds.notReopened(old, seal);
        if (seal.closed().isPresent()) {
            jobs.closed(old, seal.closed().get());
            return;
        }
        if (rounds.isRewritten(seal)) {
            return;
        }
        rounds.sealing(seal, after.version());
        jobs.sealing(seal);
        ledger.sealed(seal, after.version(), world.agenda().now());
        world.sealed();
    }

    void entered(SimNode node, Round round) {
        rounds.entered(node, round);
    }

    void working(SimNode node) {
        world.working(node);
    }

    void told(SimNode node, Round round) {
        world.trace().say(node.name(), "is told to restart round %s", round.number());
        rounds.told(node, round);
    }

    void sawClosed(SimNode node, Closed closed) {
        jobs.sawClosed(node, closed);
    }

    /** A node that waits in calm, while more nodes than needed are there, gets a round or is a spare without a deadline. */
    void refused(SimNode node, Outcome.Failed failed) {
        boolean missed = failed.problem() == Problem.TIMEOUT && world.mustHaveMet(node);
        Violation.unless(!missed, "L1", "%s timed out: %s", node.name(), failed.message());
    }
}
