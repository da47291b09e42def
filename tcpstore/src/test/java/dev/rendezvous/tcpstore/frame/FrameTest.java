package dev.rendezvous.tcpstore.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.CellPut;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, and no bytes break the reader. */
class FrameTest {

    private static final int DAMAGES = 20_000;
    private static final Cell CELL = new Cell("m/na\u00efve", "\u9375", Long.MAX_VALUE, 7);
    private static final CellPut PUT = new CellPut("m/a", "value", 3, 9, Duration.ofHours(2));

    static Stream<CellRequest> requests() {
        return Stream.of(
                new CellRequest.Hello(1, List.of(1L, Long.MAX_VALUE)),
                new CellRequest.Grant(Duration.ofSeconds(15), Duration.ofSeconds(2)),
                new CellRequest.KeepAlive(5),
                new CellRequest.Revoke(5),
                new CellRequest.Get("m/a"),
                new CellRequest.ListBelow("m/"),
                new CellRequest.Put(PUT),
                new CellRequest.PutThenList(PUT, "m/"),
                new CellRequest.Delete("m/a", 7),
                new CellRequest.Watch(3, "m/"),
                new CellRequest.Unwatch(3),
                new CellRequest.Touch("r/seal"),
                new CellRequest.DeleteAll("e/"));
    }

    static Stream<CellReply> replies() {
        return Stream.of(
                new CellReply.Done(),
                new CellReply.Answer(true),
                new CellReply.Granted(7),
                new CellReply.Found(Optional.of(CELL)),
                new CellReply.Found(Optional.empty()),
                new CellReply.Listed(List.of(CELL, CELL)),
                new CellReply.Written(new CellOutcome.Applied(4, 2)),
                new CellReply.Written(new CellOutcome.Conflict(Optional.of(CELL))),
                new CellReply.WrittenAndListed(new CellOutcome.LeaseLost(), List.of(CELL)),
                new CellReply.Hint(3),
                new CellReply.Refused("why"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsReadAsWritten(CellRequest request) throws Exception {
        CellRequest.Frame frame = new CellRequest.Frame(42, request);
        assertThat(CellRequestCodec.read(ByteBuffer.wrap(CellRequestCodec.write(frame))))
                .isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void replyIsReadAsWritten(CellReply reply) throws Exception {
        CellReply.Frame frame = new CellReply.Frame(42, reply);
        assertThat(CellReplyCodec.read(ByteBuffer.wrap(CellReplyCodec.write(frame))))
                .isEqualTo(frame);
    }

    @Test
    void bytesBehindARequestAreRefused() {
        byte[] bytes = CellRequestCodec.write(new CellRequest.Frame(1, new CellRequest.Get("m/a")));
        assertThatThrownBy(() -> CellRequestCodec.read(ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1))))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("1 bytes more");
    }

    @Test
    void announcedLengthIsComparedWithTheBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(9)
                .putInt(1)
                .put((byte) 5)
                .putInt(Integer.MAX_VALUE)
                .flip();
        assertThatThrownBy(() -> CellRequestCodec.read(bytes)).isInstanceOf(FrameException.class);
        ByteBuffer many =
                ByteBuffer.allocate(9).putInt(1).put((byte) 5).putInt(1 << 28).flip();
        assertThatThrownBy(() -> CellReplyCodec.read(many)).isInstanceOf(FrameException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedFramesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        List<byte[]> whole = Stream.concat(
                        requests().map(request -> CellRequestCodec.write(new CellRequest.Frame(1, request))),
                        replies().map(reply -> CellReplyCodec.write(new CellReply.Frame(1, reply))))
                .toList();
        int refused = 0;
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = damaged(whole.get(random.nextInt(whole.size())), random);
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).as("seed %s", seed).isPositive();
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 2));
        for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            CellRequestCodec.read(ByteBuffer.wrap(bytes));
            CellReplyCodec.read(ByteBuffer.wrap(bytes));
            return false;
        } catch (FrameException e) {
            return true;
        }
    }
}
