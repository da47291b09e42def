package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Operation.Put;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves one operation on the truth, through a replica that may lag, and through what is broken on purpose. */
final class Desk {

    private static final long LAG = 6 * Agenda.S;

    private final Agenda agenda;
    private final Dice dice;
    private final Variant variant;
    private final ModelService service;
    private final Sabotage sabotage;
    /** The moment of which each handle has seen everything. */
    private final Map<SimNode, Long> seen = new HashMap<>();

    Desk(Agenda agenda, Dice dice, Variant variant, ModelService service, Sabotage sabotage) {
        this.agenda = agenda;
        this.dice = dice;
        this.variant = variant;
        this.service = service;
        this.sabotage = sabotage;
    }

    Answer serve(SimNode node, Operation operation) {
        @Nullable Answer instead = sabotage.instead(node, operation);
        Answer answer = instead != null ? instead : really(node, sabotage.altered(node, operation));
        return answer;
    }

    void sent(SimNode node, Operation operation) {
        sabotage.sent(node, operation);
    }

    private Answer really(SimNode node, Operation operation) {
        if (operation instanceof Operation.Grant grant) {
            service.grant(grant.lease(), grant.ttl());
            return new Answer.Granted(grant.ttl());
        }
        if (operation instanceof Operation.KeepAlive keep) {
            return new Answer.Alive(service.keepAlive(keep.lease()));
        }
        if (operation instanceof Operation.Revoke revoke) {
            service.end(revoke.lease());
            return new Answer.Done();
        }
        if (operation instanceof Operation.DeleteAll all) {
            service.deleteAll(all.prefix());
            return new Answer.Done();
        }
        if (operation instanceof Operation.Touch touch) {
            service.touch(touch.keyOrPrefix());
        }
        if (operation instanceof Operation.Watch || operation instanceof Operation.Touch) {
            return new Answer.Done();
        }
        return readOrWrite(node, operation);
    }

    private Answer readOrWrite(SimNode node, Operation operation) {
        if (operation instanceof Operation.Get get) {
            return new Answer.Found(view(node).get(get.key()));
        }
        if (operation instanceof Operation.ListBelow list) {
            return new Answer.Listed(list(node, list.prefix()));
        }
        if (operation instanceof Operation.Delete delete) {
            return new Answer.Written(wrote(node, service.delete(delete.key(), delete.version())));
        }
        if (operation instanceof Operation.PutThenList both) {
            WriteOutcome outcome = wrote(node, put(both.put()));
            return dice.chance(0.05)
                    ? new Answer.WrittenAndListed(outcome, Optional.empty())
                    : new Answer.WrittenAndListed(outcome, Optional.of(list(node, both.prefix())));
        }
        return new Answer.Written(wrote(node, put((Put) operation)));
    }

    private WriteOutcome put(Put put) {
        return service.put(put.key(), put.value(), put.precondition(), put.lease());
    }

    private WriteOutcome wrote(SimNode node, WriteOutcome outcome) {
        seen.put(node, agenda.now());
        return outcome;
    }

    private Listing list(SimNode node, String prefix) {
        @Nullable Snapshot other = sabotage.view(node, prefix);
        Snapshot view = other != null ? other : view(node);
        List<Entry> entries = view.list(prefix);
        return new Listing(sabotage.entries(node, prefix, entries));
    }

    private Snapshot view(SimNode node) {
        if (!variant.has(Twist.LAG) || !dice.chance(0.5)) {
            seen.put(node, agenda.now());
            return service.now();
        }
        long oldest = Math.max(seen.getOrDefault(node, 0L), agenda.now() - LAG);
        long moment = dice.between(oldest, agenda.now());
        seen.put(node, moment);
        return service.asOf(moment);
    }

    boolean passesHint(SimNode node, String prefix, Cell cell, boolean gone) {
        return sabotage.passesHint(node, prefix, cell, gone);
    }

    /** A read that is sent after the hint shows the change. */
    Runnable hintDelivery(SimNode node, String prefix, Runnable delivery) {
        long changedAt = agenda.now();
        Snapshot data = service.now();
        return () -> {
            seen.merge(node, changedAt, Math::max);
            sabotage.hinted(node, prefix, data);
            delivery.run();
        };
    }

    static Answer silence() {
        return new Answer.NoContact(new IllegalStateException("no answer"));
    }
}
