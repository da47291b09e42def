package dev.rendezvous.engine;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.cell.CellFormatException;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.MemberCell;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads the members of a run for a program, beside the protocol: these reads decide nothing. */
final class SpaceReader {

    private final CoordinationSpace space;
    private final Duration timeout;

    SpaceReader(CoordinationSpace space, Duration timeout) {
        this.space = space;
        this.timeout = timeout;
    }

    /** The nodes that are present: those in a round, by rank, and the others, by name. */
    record Present(List<Member> members, List<Member> others) {}

    Present read(Orders round) throws InterruptedException {
        Listing listing = await(space.list(Keys.MEMBERS), "the members");
        List<Member> members = new ArrayList<>();
        List<Member> others = new ArrayList<>();
        for (Entry entry : listing.entries()) {
            Member member = member(entry, round.rankOf(entry.order()));
            (member.rank() < 0 ? others : members).add(member);
        }
        members.sort(Comparator.comparingInt(Member::rank));
        others.sort(Comparator.comparing(Member::node));
        return new Present(members, others);
    }

    /** {@return the result of a stage within the time of one request} */
    <T> T await(CompletionStage<T> stage, String what) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RendezvousConnectionException(
                    "the coordination service did not answer within " + timeout.toMillis() + " ms while this node read "
                            + what,
                    e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), what);
        }
    }

    private static RuntimeException failure(Throwable cause, String what) {
        return cause instanceof RendezvousException known
                ? known
                : new RendezvousStateException(
                        "the coordination service refused to read " + what + ": " + cause, cause);
    }

    private static Member member(Entry entry, int rank) {
        Optional<MemberCell> cell = readable(entry);
        return new Member(
                rank,
                Keys.idOf(entry.key()),
                cell.map(MemberCell::address).filter(address -> !address.isEmpty()),
                cell.map(MemberCell::labels).orElseGet(java.util.Map::of));
    }

    /** A member whose cell cannot be read is still present. */
    private static Optional<MemberCell> readable(Entry entry) {
        try {
            return Optional.of(MemberCell.read(entry.key(), entry.value()));
        } catch (CellFormatException e) {
            return Optional.empty();
        }
    }
}
