package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The requests of a node.
 *
 * @param nextId the number of the next request
 * @param work the work request in flight
 * @param keepAlive the keep-alive in flight
 * @param notBefore until when no work request is sent, after one that was not answered
 * @param strikes how many work requests in a row were not answered
 * @param contactAt when the service answered last
 * @param silentSince when the first request was sent that failed since; empty if none did
 * @param problem how it failed
 */
record Lane(
        int nextId,
        Optional<InFlight> work,
        Optional<InFlight> keepAlive,
        long notBefore,
        int strikes,
        long contactAt,
        OptionalLong silentSince,
        Optional<Throwable> problem) {

    private static final int DOUBLINGS = 5;
    private static final long LONGEST = 2 * Timing.SECOND;
    private static final long LONGEST_REQUEST = 5 * Timing.SECOND;

    static Lane idle() {
        return new Lane(1, Optional.empty(), Optional.empty(), 0, 0, 0, OptionalLong.empty(), Optional.empty());
    }

    boolean isFree(long now) {
        return work.isEmpty() && now >= notBefore;
    }

    Lane sent(InFlight request) {
        return request.purpose() == Purpose.KEEP_ALIVE
                ? new Lane(nextId + 1, work, Optional.of(request), notBefore, strikes, contactAt, silentSince, problem)
                : new Lane(
                        nextId + 1,
                        Optional.of(request),
                        keepAlive,
                        notBefore,
                        strikes,
                        contactAt,
                        silentSince,
                        problem);
    }

    Optional<InFlight> find(int id) {
        return work.filter(request -> request.id() == id).or(() -> keepAlive.filter(request -> request.id() == id));
    }

    Lane answered(InFlight request, long now) {
        Lane lane = without(request);
        int left = request.purpose() == Purpose.KEEP_ALIVE ? strikes : 0;
        return new Lane(
                lane.nextId, lane.work, lane.keepAlive, notBefore, left, now, OptionalLong.empty(), Optional.empty());
    }

    /** 50 to 200 ms, doubled with each failure in a row, and 2 s at most. */
    Lane failed(InFlight request, long now, long seed, Optional<Throwable> cause) {
        Lane lane = without(request);
        // A process that was paused is not silent for the time of its pause.
        OptionalLong silent =
                failing() ? silentSince : OptionalLong.of(Math.max(request.sentAt(), now - LONGEST_REQUEST));
        if (request.purpose() == Purpose.KEEP_ALIVE) {
            return new Lane(lane.nextId, lane.work, lane.keepAlive, notBefore, strikes, contactAt, silent, cause);
        }
        long first = Chance.between(seed, 50 * Timing.MILLISECOND, 200 * Timing.MILLISECOND);
        long pause = Math.min(LONGEST, first << Math.min(strikes, DOUBLINGS));
        return new Lane(lane.nextId, lane.work, lane.keepAlive, now + pause, strikes + 1, contactAt, silent, cause);
    }

    private Lane without(InFlight request) {
        return new Lane(
                nextId,
                work.filter(other -> other.id() != request.id()),
                keepAlive.filter(other -> other.id() != request.id()),
                notBefore,
                strikes,
                contactAt,
                silentSince,
                problem);
    }

    /** Forgets the work request in flight. Its answer is ignored. */
    Lane abandoned() {
        return new Lane(nextId, Optional.empty(), keepAlive, 0, 0, contactAt, silentSince, problem);
    }

    boolean failing() {
        return silentSince.isPresent();
    }

    boolean isUnreachable(long now, long after) {
        return failing() && now - silentSince.getAsLong() > after;
    }

    /**
     * An operation that is not answered yet.
     *
     * @param id its number
     * @param purpose why it was sent
     * @param operation what was sent
     * @param sentAt when
     */
    record InFlight(int id, Purpose purpose, Operation operation, long sentAt) {}

    /** Why an operation was sent, so that its answer finds its way. */
    enum Purpose {
        KEEP_ALIVE,
        GRANT,
        REVOKE_OLD,
        WATCH_ROUND,
        CLEAR_CLASH,
        MEMBER,
        LOOK,
        OWN_KEY,
        EXPLAIN,
        TURN,
        RECORD,
        CLOSE,
        REVOKE_TO_LEAVE,
        CLEAN_TO_LEAVE,
        FORGET,
        PERMISSION,
        BECOME_LEADER,
        WATCH_MEMBERS,
        WATCH_ENDS,
        LIST_MEMBERS,
        LIST_ENDS,
        STATUS,
        SEAL,
        REFORM,
        DISCARD,
        CARE
    }
}
