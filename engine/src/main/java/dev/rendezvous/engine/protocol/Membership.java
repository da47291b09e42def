package dev.rendezvous.engine.protocol;

import java.util.OptionalLong;

/**
 * The member key of a node.
 *
 * @param order its order, or 0 if there is none
 * @param version its version
 * @param doneWritten the last round that the key says is done
 * @param doneWanted the last round that the node is done with
 * @param drainWritten whether the key says that the node will leave
 * @param drainWanted whether the node will leave
 * @param sentDone what the put in flight says is done
 * @param sentDrain whether the put in flight says that the node will leave
 * @param clash the version of a key of another life that stands in the way
 * @param checkAt when to look whether the key is still there
 */
record Membership(
        long order,
        long version,
        long doneWritten,
        long doneWanted,
        boolean drainWritten,
        boolean drainWanted,
        long sentDone,
        boolean sentDrain,
        OptionalLong clash,
        long checkAt) {

    static final Membership NONE = new Membership(0, 0, 0, 0, false, false, 0, false, OptionalLong.empty(), 0);

    boolean exists() {
        return order != 0;
    }

    boolean isDirty() {
        return doneWanted > doneWritten || (drainWanted && !drainWritten);
    }

    /** Rounds up to this number are over for the node. */
    long over() {
        return Math.max(doneWritten, doneWanted);
    }

    Membership doneWith(long round) {
        return new Membership(
                order,
                version,
                doneWritten,
                Math.max(doneWanted, round),
                drainWritten,
                drainWanted,
                sentDone,
                sentDrain,
                clash,
                checkAt);
    }

    Membership draining() {
        return new Membership(
                order, version, doneWritten, doneWanted, drainWritten, true, sentDone, sentDrain, clash, checkAt);
    }

    Membership sending(long done) {
        return new Membership(
                order, version, doneWritten, doneWanted, drainWritten, drainWanted, done, drainWanted, clash, checkAt);
    }

    /** The key is there and says what the put in flight said. */
    Membership written(long newOrder, long newVersion, long nextCheck) {
        return adopted(newOrder, newVersion, sentDone, sentDrain, nextCheck);
    }

    /** The key is there and says this. */
    Membership adopted(long newOrder, long newVersion, long done, boolean drain, long nextCheck) {
        return new Membership(
                newOrder,
                newVersion,
                done,
                Math.max(done, doneWanted),
                drain,
                drainWanted,
                sentDone,
                sentDrain,
                OptionalLong.empty(),
                nextCheck);
    }

    Membership clashing(OptionalLong other) {
        return new Membership(
                order,
                version,
                doneWritten,
                doneWanted,
                drainWritten,
                drainWanted,
                sentDone,
                sentDrain,
                other,
                checkAt);
    }

    Membership checkingAt(long at) {
        return new Membership(
                order, version, doneWritten, doneWanted, drainWritten, drainWanted, sentDone, sentDrain, clash, at);
    }

    /** The key is gone; what the node is done with stays. */
    Membership gone() {
        return new Membership(0, 0, 0, over(), false, drainWanted, 0, false, OptionalLong.empty(), 0);
    }
}
