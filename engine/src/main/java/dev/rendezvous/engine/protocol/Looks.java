package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.protocol.View.Sighted;
import dev.rendezvous.engine.spi.Listing;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Reads the two small cells that every node reads. */
final class Looks implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        Wish wish = state.wish();
        boolean wanted =
                wish.engaged() || wish.close().isPresent() || wish.look().isPresent();
        boolean due = state.view().mustLook()
                || (wish.engaged() && x.now() >= state.view().lookAt());
        if (!wanted || !due) {
            return step;
        }
        return step.with(state.with(state.view().mustLook(false)))
                .send(Purpose.LOOK, new Operation.ListBelow(Keys.ROUND), x);
    }

    static Step answered(Step step, Answer answer, Context x) {
        return seen(step, ((Answer.Listed) answer).listing(), x);
    }

    static Step seen(Step step, Listing listing, Context x) {
        State state = step.state();
        long before = state.view().version();
        Optional<Sighted<Seal>> seal = find(listing, Keys.SEAL, Seal::read);
        Optional<Sighted<StatusCell>> status = find(listing, Keys.STATUS, StatusCell::read);
        View view = state.view()
                .sighted(seal, status, Chance.jittered(state.seed(), x.timing().lookEvery(), x.now()));
        State seen = state.with(view).reseeded();
        if (view.version() != before) {
            seen = seen.with(seen.lists().hinted(true, true)).with(seen.duty().callingUntil(0));
        }
        return answerLook(Leadership.recheck(step.with(remind(seen)), x));
    }

    /** What this node has told is told again if the service has forgotten it. */
    private static State remind(State state) {
        View view = state.view();
        boolean forgotten = view.seal().isEmpty() && view.closed().isEmpty();
        return state.stay()
                .round()
                .filter(round -> forgotten
                        && !view.isFollowed(round)
                        && state.stay().record().isPresent())
                .map(round -> state.with(state.stay().forgotten()))
                .orElse(state);
    }

    private static Step answerLook(Step step) {
        State state = step.state();
        if (state.wish().look().isEmpty() || state.view().mustLook()) {
            return step;
        }
        return step.with(state.with(state.wish().looking(OptionalLong.empty())))
                .reply(Call.LOOK, new Outcome.Done(true));
    }

    private static <C> Optional<Sighted<C>> find(Listing listing, String key, BiFunction<String, String, C> reader) {
        return listing.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(entry -> new Sighted<>(reader.apply(key, entry.value()), entry.version()));
    }
}
