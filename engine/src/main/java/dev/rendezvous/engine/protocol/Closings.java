package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.spi.Precondition;
import java.util.Optional;

/** Closes the run for the program, and again if the service has forgotten that it is closed. */
final class Closings implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        View view = state.view();
        if (!view.looked() || view.mustLook()) {
            return step;
        }
        if (view.closed().isPresent()) {
            boolean forgotten = view.seal().isEmpty() && state.wish().engaged();
            return forgotten ? put(step, view.remembered().orElseThrow().cell(), x) : step;
        }
        return state.wish()
                .close()
                .map(call -> put(step, closed(view, call.closed(), x), x))
                .orElse(step);
    }

    static Seal closed(View view, Closed closed, Context x) {
        Seal last = view.seal()
                .map(Sighted::cell)
                .orElseGet(() ->
                        Seal.unsealed(x.settings().run(), x.settings().self().id()));
        long token = closed.token() != 0 || last.number() == 0 ? closed.token() : view.version();
        Closed ending = new Closed(closed.why(), closed.code(), closed.message(), closed.by(), closed.root(), token);
        return last.closedBy(ending);
    }

    static Step put(Step step, Seal seal, Context x) {
        Optional<Sighted<Seal>> known = step.state().view().seal();
        Precondition precondition =
                known.map(cell -> Precondition.version(cell.version())).orElseGet(Precondition::absent);
        return step.send(Purpose.CLOSE, new Operation.Put(Keys.SEAL, seal.line(), precondition, 0), x);
    }
}
