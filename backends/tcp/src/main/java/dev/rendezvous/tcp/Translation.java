package dev.rendezvous.tcp;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.CellPut;
import dev.rendezvous.tcpstore.space.SpaceProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Between the words of the engine and those of the TCP store. */
final class Translation {

    private Translation() {}

    static Entry entry(Cell cell) {
        return new Entry(cell.key(), cell.value(), cell.version(), cell.order());
    }

    static Listing listing(List<Cell> cells) {
        return new Listing(cells.stream().map(Translation::entry).toList());
    }

    static CellPut put(String key, String value, Precondition precondition, Life life) {
        long expected = precondition instanceof Precondition.Version version ? version.version() : 0;
        return life instanceof Life.Leased leased
                ? new CellPut(
                        key,
                        value,
                        expected,
                        ((TcpLease) leased.lease()).lease().id(),
                        Duration.ZERO)
                : new CellPut(key, value, expected, 0, ((Life.Linger) life).after());
    }

    static WriteOutcome outcome(CellOutcome outcome) {
        if (outcome instanceof CellOutcome.Applied applied) {
            return new WriteOutcome.Applied(applied.version(), applied.order());
        }
        return outcome instanceof CellOutcome.Conflict conflict
                ? new WriteOutcome.Conflict(conflict.current().map(Translation::entry))
                : new WriteOutcome.LeaseLost();
    }

    static Check check(SpaceProbe.Step step) {
        return new Check(step.name(), step.done() ? Check.Result.OK : Check.Result.FAIL, step.detail(), step.took());
    }

    /** {@return the outcome of a write without a reply; any other failure is thrown on} */
    static WriteOutcome unknown(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof RendezvousConnectionException) {
            return new WriteOutcome.Unknown(cause);
        }
        throw new CompletionException(cause);
    }

    private static Throwable cause(Throwable failure) {
        @Nullable Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
