package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Action;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.protocol.Lane.InFlight;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes of an event.
 *
 * @param state the next state
 * @param actions what to do, in this sequence
 * @param wakeAt when to send the next {@link Event.Tick} if nothing else happens; {@link Long#MAX_VALUE} for never
 */
public record Step(State state, List<Action> actions, long wakeAt) {

    static Step of(State state) {
        return new Step(state, List.of(), Long.MAX_VALUE);
    }

    Step with(State next) {
        return new Step(next, actions, wakeAt);
    }

    Step wakingAt(long at) {
        return new Step(state, actions, at);
    }

    Step and(Action action) {
        List<Action> more = new ArrayList<>(actions);
        more.add(action);
        return new Step(state, more, wakeAt);
    }

    Step reply(Call call, Outcome outcome) {
        return and(new Action.Reply(call, outcome));
    }

    Step send(Purpose purpose, Operation operation, Context x) {
        Lane lane = state.lane();
        InFlight request = new InFlight(lane.nextId(), purpose, operation, x.now());
        return with(state.with(lane.sent(request))).and(new Action.Send(request.id(), operation));
    }

    boolean isFree(Context x) {
        return state.lane().isFree(x.now());
    }
}
