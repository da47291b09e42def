package dev.rendezvous.engine;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Closed.RootCause;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.protocol.Knowledge;
import java.util.Optional;

/** Turns the values of the protocol into those of the API, and back. */
final class Statuses {

    private Statuses() {}

    static RoundStatus of(Knowledge known) {
        Optional<Seal> seal = known.sealed();
        return new RoundStatus(
                seal.map(Seal::number).orElse(0L),
                known.token(),
                known.announced(),
                known.broken(),
                known.lost(),
                seal.map(Seal::failures).orElse(0),
                seal.map(Seal::changes).orElse(0),
                seal.map(cell -> Cause.valueOf(cell.cause().name())).orElse(Cause.START),
                known.closed().map(Statuses::ending));
    }

    static Ending ending(Closed closed) {
        return new Ending(
                Ending.Why.valueOf(closed.why().name()),
                closed.code(),
                closed.message(),
                closed.by(),
                closed.root().map(Statuses::root));
    }

    private static Root root(RootCause cause) {
        return new Root(Root.Kind.valueOf(cause.kind().name()), cause.rank(), cause.node(), cause.message());
    }

    /** {@return an ending that a program gives, which has no root} The protocol adds the token. */
    static Closed closed(Ending ending, String node) {
        return new Closed(
                Closed.Why.valueOf(ending.why().name()), ending.code(), ending.message(), node, Optional.empty(), 0);
    }
}
