package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.View.Sighted;
import java.util.Optional;

/**
 * What a node knows, for its program, without a request.
 *
 * @param round the last round it was in
 * @param sealed the last round it knows of
 * @param settings those of the run, if they are known
 * @param token the token of that round, or 0
 * @param waiting what the program is told of nodes that wait: more than 0 means that it must ask for the next round
 * @param announced how many nodes wait, as the leader says
 * @param broken whether the round is to be formed again
 * @param lost whether the node has lost its lease
 * @param finished whether it has finished
 * @param closed how the run ended
 * @param unreachable whether the service has not answered for too long
 * @param problem how the last request failed
 */
public record Knowledge(
        Optional<Round> round,
        Optional<Seal> sealed,
        Optional<RunSettings> settings,
        long token,
        int waiting,
        int announced,
        boolean broken,
        boolean lost,
        boolean finished,
        Optional<Closed> closed,
        boolean unreachable,
        Optional<Throwable> problem) {

    /**
     * {@return what a node knows now}
     *
     * @param state of the node
     * @param settings of the node
     * @param now on its clock
     */
    public static Knowledge of(State state, EngineSettings settings, long now) {
        View view = state.view();
        Optional<StatusCell> status = view.statusOf(view.version());
        return new Knowledge(
                state.stay().round(),
                view.remembered().map(Sighted::cell),
                view.remembered()
                        .map(seal -> seal.cell().settings())
                        .or(() -> view.status().map(leader -> leader.cell().settings())),
                view.closed()
                        .map(Closed::token)
                        .orElseGet(() -> view.remembered().map(Sighted::version).orElse(0L)),
                waiting(state, settings, now),
                status.map(StatusCell::waiting).orElse(0),
                status.filter(StatusCell::broken).isPresent(),
                state.hold().lost(),
                state.stay().hasFinished(),
                view.closed(),
                state.lane().isUnreachable(now, settings.timing().unreachable()),
                state.lane().problem());
    }

    private static int waiting(State state, EngineSettings settings, long now) {
        View view = state.view();
        if (state.stay().hasFinished() || view.closed().isPresent()) {
            return 0;
        }
        if (state.stay().round().isEmpty()) {
            return view.status().map(status -> status.cell().waiting()).orElse(0);
        }
        Round round = state.stay().round().get();
        boolean fenced = settings.selfFence() && state.hold().mayHaveEnded(now);
        if (!state.hold().granted() || fenced || view.isPast(round)) {
            return 1;
        }
        return view.statusOf(round.token())
                .map(status -> Math.max(status.waiting(), status.broken() ? 1 : 0))
                .orElse(0);
    }
}
