package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.protocol.Lane.Purpose;
import dev.rendezvous.engine.spi.Entry;
import java.util.Optional;

/** A node that waits looks from time to time whether its own key is still there. */
final class OwnKeys implements Chore {

    @Override
    public Step attempt(Step step, Context x) {
        State state = step.state();
        boolean due = state.isJoining()
                && state.member().exists()
                && x.now() >= state.member().checkAt();
        return due
                ? step.send(
                        Purpose.OWN_KEY,
                        new Operation.Get(Keys.member(x.settings().self().id())),
                        x)
                : step;
    }

    static Step answered(Step step, Answer answer, Context x) {
        State state = step.state();
        Optional<Entry> entry = ((Answer.Found) answer).entry();
        if (!state.member().exists()) {
            return step;
        }
        if (entry.isEmpty()) {
            return Losses.given(step);
        }
        Optional<MemberCell> cell = Members.readable(entry.get());
        boolean stranger =
                cell.isEmpty() || !cell.get().nonce().equals(x.settings().self().nonce());
        if (stranger) {
            return Members.takenOver(step, entry.get(), cell, x);
        }
        return cell.get().lease() == state.hold().id()
                ? Members.adopt(step, entry.get(), cell.get(), x)
                : Losses.given(step);
    }
}
