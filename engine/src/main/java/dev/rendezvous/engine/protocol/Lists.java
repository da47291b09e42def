package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.decision.EndList;
import dev.rendezvous.engine.decision.MemberList;
import dev.rendezvous.engine.message.Timing;
import java.util.Optional;

/**
 * What a leader has read.
 *
 * @param watchesMembers whether {@code m/} is watched
 * @param watchesEnds whether {@code e/} is watched
 * @param mustList whether to list the members
 * @param mustListEnds whether to list how rounds end
 * @param members the members
 * @param membersFor the version of {@code r/seal} that was known when that list was sent
 * @param ends how rounds end
 * @param endsFresh whether that list was sent after the list of members was answered
 * @param decided whether these lists were decided on
 * @param listedAt when the members were listed last
 * @param endsAt when the ends were listed last
 * @param endsTook how long that took
 * @param listAt when to list without a hint
 */
record Lists(
        boolean watchesMembers,
        boolean watchesEnds,
        boolean mustList,
        boolean mustListEnds,
        Optional<MemberList> members,
        long membersFor,
        Optional<EndList> ends,
        boolean endsFresh,
        boolean decided,
        long listedAt,
        long endsAt,
        long endsTook,
        long listAt) {

    private static final long NEVER = Long.MIN_VALUE / 2;

    static final Lists NONE = new Lists(
            false,
            false,
            true,
            false,
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            false,
            NEVER,
            NEVER,
            0,
            Long.MAX_VALUE);

    /** Nothing is read yet, and nothing is to be read before its time. */
    static final Lists IDLE = new Lists(
            false,
            false,
            false,
            false,
            Optional.empty(),
            0,
            Optional.empty(),
            false,
            false,
            NEVER,
            NEVER,
            0,
            Long.MAX_VALUE);

    boolean areValidFor(long version) {
        return members.isPresent() && membersFor == version && ends.isPresent() && endsFresh;
    }

    boolean needEnds(long version) {
        return members.isPresent() && membersFor == version && !endsFresh;
    }

    Lists watching(boolean m, boolean e) {
        return new Lists(
                m,
                e,
                mustList,
                mustListEnds,
                members,
                membersFor,
                ends,
                endsFresh,
                decided,
                listedAt,
                endsAt,
                endsTook,
                listAt);
    }

    Lists hinted(boolean m, boolean e) {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList || m,
                mustListEnds || e,
                members,
                membersFor,
                ends,
                endsFresh,
                decided,
                listedAt,
                endsAt,
                endsTook,
                listAt);
    }

    Lists listingMembers(long version, long now) {
        return new Lists(
                watchesMembers,
                watchesEnds,
                false,
                mustListEnds,
                Optional.empty(),
                version,
                ends,
                false,
                false,
                now,
                endsAt,
                endsTook,
                Long.MAX_VALUE);
    }

    Lists listedMembers(MemberList list, long nextList) {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList,
                mustListEnds,
                Optional.of(list),
                membersFor,
                ends,
                false,
                false,
                listedAt,
                endsAt,
                endsTook,
                nextList);
    }

    Lists listingEnds(long now) {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList,
                false,
                members,
                membersFor,
                ends,
                endsFresh,
                decided,
                listedAt,
                now,
                endsTook,
                listAt);
    }

    Lists listedEnds(EndList list, long now) {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList,
                mustListEnds,
                members,
                membersFor,
                Optional.of(list),
                members.isPresent(),
                false,
                listedAt,
                endsAt,
                now - endsAt,
                listAt);
    }

    /** The next decision needs a new list of how rounds end. */
    Lists staleEnds() {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList,
                true,
                members,
                membersFor,
                ends,
                false,
                false,
                listedAt,
                endsAt,
                endsTook,
                listAt);
    }

    /** The next decision needs new lists. */
    Lists stale() {
        return new Lists(
                watchesMembers,
                watchesEnds,
                true,
                mustListEnds,
                Optional.empty(),
                0,
                ends,
                false,
                false,
                listedAt,
                endsAt,
                endsTook,
                listAt);
    }

    Lists wereDecidedOn() {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList,
                mustListEnds,
                members,
                membersFor,
                ends,
                endsFresh,
                true,
                listedAt,
                endsAt,
                endsTook,
                listAt);
    }

    Lists listingAt(long at) {
        return new Lists(
                watchesMembers,
                watchesEnds,
                mustList,
                mustListEnds,
                members,
                membersFor,
                ends,
                endsFresh,
                decided,
                listedAt,
                endsAt,
                endsTook,
                at);
    }

    /** When the members may be listed. */
    long mayListAt() {
        return listedAt + Timing.DEBOUNCE;
    }

    /** When the ends may be listed. */
    long mayListEndsAt() {
        return endsAt + Math.max(Timing.DEBOUNCE, endsTook);
    }
}
