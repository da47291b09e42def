package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.Wish.Forgetting;
import dev.rendezvous.engine.protocol.Wish.Stage;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;

/** Removes the record of an ended run: only if it is closed and no node lives; the cell that decides goes last. */
final class Forgets implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        return step.state()
                .wish()
                .forget()
                .map(call -> step.send(Purpose.FORGET, operation(call), x))
                .orElse(step);
    }

    private static Operation operation(Forgetting call) {
        return switch (call.stage()) {
            case LOOK -> new Operation.Get(Keys.SEAL);
            case MEMBERS -> new Operation.ListBelow(Keys.MEMBERS);
            case ENDS -> new Operation.DeleteAll(Keys.ENDS);
            case STORES -> new Operation.DeleteAll(Keys.STORES);
            case SEAL -> new Operation.Delete(Keys.SEAL, call.version());
        };
    }

    static Step answered(Step step, Answer answer) {
        Optional<Forgetting> call = step.state().wish().forget();
        if (call.isEmpty()) {
            return step;
        }
        return switch (call.get().stage()) {
            case LOOK -> looked(step, ((Answer.Found) answer).entry());
            case MEMBERS ->
                ((Answer.Listed) answer).listing().entries().isEmpty()
                        ? go(step, Stage.ENDS, call.get().version())
                        : end(step, false);
            case ENDS -> go(step, Stage.STORES, call.get().version());
            case STORES -> go(step, Stage.SEAL, call.get().version());
            case SEAL -> end(step, isGone(((Answer.Written) answer).outcome()));
        };
    }

    /** The delete is sent again where its answer was lost, and then finds nothing. */
    private static boolean isGone(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Applied
                || (outcome instanceof WriteOutcome.Conflict conflict
                        && conflict.current().isEmpty());
    }

    private static Step looked(Step step, Optional<Entry> entry) {
        boolean closed = entry.map(cell -> Seal.read(cell.key(), cell.value()))
                .flatMap(Seal::closed)
                .isPresent();
        return closed ? go(step, Stage.MEMBERS, entry.orElseThrow().version()) : end(step, false);
    }

    private static Step go(Step step, Stage stage, long version) {
        State state = step.state();
        long until = state.wish().forget().orElseThrow().until();
        return step.with(state.with(state.wish().forgetting(Optional.of(new Forgetting(stage, until, version)))));
    }

    private static Step end(Step step, boolean done) {
        State state = done ? step.state().with(step.state().view().forgotten()) : step.state();
        return step.with(state.with(state.wish().forgetting(Optional.empty())))
                .reply(Call.FORGET, new Outcome.Done(done));
    }
}
