package dev.rendezvous.engine.cell;

import dev.rendezvous.engine.cell.Closed.Kind;
import dev.rendezvous.engine.cell.Closed.RootCause;
import dev.rendezvous.engine.cell.Closed.Why;
import dev.rendezvous.engine.cell.MemberCell.Seen;
import dev.rendezvous.engine.cell.Seal.Cause;
import dev.rendezvous.engine.cell.StatusCell.Full;
import dev.rendezvous.engine.cell.TurnCell.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Cells with every field set, and how each is read. */
final class Samples {

    static final RunSettings SETTINGS = new RunSettings(2, 8, "sha256=ab c", 3, LateJoiners.WAIT);
    static final Seal SEAL =
            new Seal(7, Orders.of(List.of(5L, 6L, 9L)), SETTINGS, 1, 5, Cause.LOST, "host-1_77_1-x", Optional.empty());
    static final Closed CLOSED = new Closed(
            Why.FAILED,
            3,
            "worker 2 failed: 100 % ä\n𝄞",
            "host-2",
            Optional.of(new RootCause(Kind.FAILED, 2, "host-3", "exit code 3")),
            99);
    static final StatusCell STATUS =
            new StatusCell("host-1_77_1-x", 12345, "10.0.0.1", 7, 99, 2, true, Full.MAX, SETTINGS);
    static final MemberCell MEMBER = new MemberCell(
            "00ff", 12345, 6, SETTINGS, true, new Seen(7, 1, 5), "10.0.0.1", "host-1", 77, Map.of("rack", "a=1,b 2%"));
    static final PartRecord FAILED = new PartRecord.Failed(7, 1, 3, "host-2", 4, 9, true, "out of memory");

    private Samples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(SEAL.line(), SEAL, Seal::read),
                new Sample(SEAL.closedBy(CLOSED).line(), SEAL.closedBy(CLOSED), Seal::read),
                new Sample(STATUS.line(), STATUS, StatusCell::read),
                new Sample(MEMBER.line(), MEMBER, MemberCell::read),
                new Sample(FAILED.line(), FAILED, PartRecord::read),
                sample(new PartRecord.Finished(7, 1, 3, "host-2")),
                sample(new PartRecord.Left(7, 1, 3, "host-2", true)),
                new Sample(new TurnCell(Way.REFORM, 7).line(), new TurnCell(Way.REFORM, 7), TurnCell::read));
    }

    private static Sample sample(PartRecord part) {
        return new Sample(part.line(), part, PartRecord::read);
    }

    record Sample(String line, Object cell, BiFunction<String, String, ?> reader) {
        Object read(String text) {
            return reader.apply("the/key", text);
        }
    }
}
