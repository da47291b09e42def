package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.Duty.Candidacy;
import java.util.Optional;

/**
 * All that a node knows and wants.
 *
 * @param seed of its randomness
 * @param lane its requests
 * @param hold its lease
 * @param member its member key
 * @param view what it knows of the run
 * @param stay its round
 * @param wish what its program wants
 * @param candidacy whether it may become the leader
 * @param duty what it is about as the leader
 * @param lists what it has read as the leader
 */
public record State(
        long seed,
        Lane lane,
        Hold hold,
        Membership member,
        View view,
        Stay stay,
        Wish wish,
        Candidacy candidacy,
        Duty duty,
        Lists lists) {

    /**
     * {@return a node that has done nothing yet}
     *
     * @param seed of its randomness
     */
    public static State initial(long seed) {
        return new State(
                seed,
                Lane.idle(),
                Hold.NONE,
                Membership.NONE,
                View.NOTHING,
                Stay.NOWHERE,
                Wish.NONE,
                Candidacy.NONE,
                Duty.NONE,
                Lists.NONE);
    }

    boolean isJoining() {
        return wish.join().isPresent() && wish.leaving().isEmpty();
    }

    /** The round that the node works in: it has not said that it stopped. */
    Optional<Round> working() {
        return stay.round().filter(round -> member.over() < round.number());
    }

    State reseeded() {
        return new State(Chance.next(seed), lane, hold, member, view, stay, wish, candidacy, duty, lists);
    }

    State with(Lane value) {
        return new State(seed, value, hold, member, view, stay, wish, candidacy, duty, lists);
    }

    State with(Hold value) {
        return new State(seed, lane, value, member, view, stay, wish, candidacy, duty, lists);
    }

    State with(Membership value) {
        return new State(seed, lane, hold, value, view, stay, wish, candidacy, duty, lists);
    }

    State with(View value) {
        return new State(seed, lane, hold, member, value, stay, wish, candidacy, duty, lists);
    }

    State with(Stay value) {
        return new State(seed, lane, hold, member, view, value, wish, candidacy, duty, lists);
    }

    State with(Wish value) {
        return new State(seed, lane, hold, member, view, stay, value, candidacy, duty, lists);
    }

    State with(Candidacy value) {
        return new State(seed, lane, hold, member, view, stay, wish, value, duty, lists);
    }

    State with(Duty value) {
        return new State(seed, lane, hold, member, view, stay, wish, candidacy, value, lists);
    }

    State with(Lists value) {
        return new State(seed, lane, hold, member, view, stay, wish, candidacy, duty, value);
    }
}
