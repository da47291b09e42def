package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.server.Traffic.Sample;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Request;
import dev.rendezvous.tcpstore.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

    private static final StoreLimits NARROW = TestLimits.of(3, 5, 2, 12, 100, 10);

    @ParameterizedTest
    @EnumSource
    void everyOperationIsReadWhereverItIsCut(Dialect dialect) throws Refusal {
        for (Sample sample : Traffic.ofEveryOperation(dialect)) {
            for (int cut = 0; cut <= sample.bytes().length; cut++) {
                RequestParser parser = new RequestParser(dialect, StoreLimits.DEFAULT, TestSettings.memory());
                ByteBuffer bytes = ByteBuffer.wrap(sample.bytes());
                Request early = parser.next(bytes.limit(cut));
                Request late = parser.next(bytes.limit(sample.bytes().length));

                boolean isWhole = cut == sample.bytes().length;
                assertThat(isWhole ? early : late).as("cut at %d", cut).isEqualTo(sample.request());
                assertThat(isWhole ? late : early).as("cut at %d", cut).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsInOnePieceAreReadInOrder(Dialect dialect) throws Refusal {
        Frame all = new Frame();
        List<Request> expected = new ArrayList<>();
        Traffic.ofEveryOperation(dialect).forEach(sample -> {
            all.raw(sample.bytes());
            expected.add(sample.request());
        });
        RequestParser parser = new RequestParser(dialect, StoreLimits.DEFAULT, TestSettings.memory());
        ByteBuffer bytes = ByteBuffer.wrap(all.bytes());
        List<Request> found = new ArrayList<>();
        for (Request next = parser.next(bytes); next != null; next = parser.next(bytes)) {
            found.add(next);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void requestIsOpenFromFirstByteToLast() throws Refusal {
        RequestParser parser = new RequestParser(Dialect.CURRENT, StoreLimits.DEFAULT, TestSettings.memory());
        byte[] bytes = Frame.of(Operation.GET).text("k").bytes();

        parser.next(ByteBuffer.wrap(bytes, 0, 0));
        assertThat(parser.isAmidRequest()).isFalse();
        parser.next(ByteBuffer.wrap(bytes, 0, 1));
        assertThat(parser.isAmidRequest()).isTrue();
        parser.next(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
        assertThat(parser.isAmidRequest()).isFalse();
    }

    @Test
    void whatIsAtTheLimitIsRead() throws Refusal {
        assertThat(parse(NARROW, Frame.of(Operation.SET).texts("123", "12345"))).isNotNull();
        assertThat(parse(NARROW, Frame.of(Operation.CHECK).list("1", "2"))).isNotNull();
        assertThat(parse(NARROW, Frame.of(Operation.MULTI_SET).number(2).texts("1", "12345", "1", "12345")))
                .isNotNull();
    }

    @Test
    void requestPastALimitIsRefusedEarly() {
        assertRefused(Frame.of(Operation.SET).number(4), "SET", "key of 4 bytes", "at most 3");
        assertRefused(Frame.of(Operation.SET).text("k").number(6), "SET", "value of 6 bytes", "at most 5");
        assertRefused(Frame.of(Operation.COMPARE_SET).texts("k", "12345").number(6), "COMPARE_SET", "value of 6 bytes");
        assertRefused(Frame.of(Operation.CHECK).number(3), "CHECK", "3 keys", "at most 2");
        assertRefused(Frame.of(Operation.MULTI_SET).number(3), "MULTI_SET", "3 keys", "at most 2");
        assertRefused(Frame.of(Operation.CHECK).number(2).text("k").number(4), "key of 4 bytes");
        assertRefused(
                Frame.of(Operation.MULTI_SET)
                        .number(2)
                        .texts("12", "12345", "1")
                        .number(5),
                "MULTI_SET",
                "13 bytes of keys and values",
                "at most 12");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 62, -1L, Long.MIN_VALUE, 1L << 32, Integer.MAX_VALUE})
    void aHugeLengthIsRefusedByItsUnsignedValue(long length) {
        String shown = Long.toUnsignedString(length);

        assertRefused(Frame.of(Operation.GET).number(length), shown + " bytes");
        assertRefused(Frame.of(Operation.SET).text("k").number(length), shown + " bytes");
        assertRefused(Frame.of(Operation.WAIT).number(length), shown + " keys");
        assertRefused(Frame.of(Operation.MULTI_SET).number(length), shown + " keys");
    }

    @Test
    void secondHandshakeIsRefused() {
        assertRefused(new Frame().raw(Frame.handshake()), "second handshake");
    }

    @ParameterizedTest
    @EnumSource
    void byteThatIsNoOperationIsRefused(Dialect dialect) {
        for (int code = 0; code < 256; code++) {
            byte operation = (byte) code;
            if (Operation.of(operation, dialect).isEmpty()) {
                assertThatThrownBy(() -> new RequestParser(dialect, NARROW, TestSettings.memory())
                                .next(ByteBuffer.wrap(new byte[] {operation})))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining(String.format("0x%02x", code))
                        .hasMessageContaining(dialect.name());
            }
        }
    }

    @Test
    void announcedLengthCostsNoMemoryUntilItComes() throws Refusal {
        List<RequestParser> parsers = new ArrayList<>();
        byte[] announced = Frame.of(Operation.SET)
                .text("k")
                .number(8 << 20)
                .raw(new byte[] {1})
                .bytes();
        for (int i = 0; i < 20_000; i++) {
            RequestParser parser = new RequestParser(Dialect.CURRENT, StoreLimits.DEFAULT, TestSettings.memory());
            parser.next(ByteBuffer.wrap(announced));
            parsers.add(parser);
        }
        assertThat(parsers).as("20,000 values of 8 MiB, of each one byte").allMatch(RequestParser::isAmidRequest);
    }

    private static @Nullable Request parse(StoreLimits limits, Frame frame) throws Refusal {
        return new RequestParser(Dialect.CURRENT, limits, TestSettings.memory()).next(ByteBuffer.wrap(frame.bytes()));
    }

    private static void assertRefused(Frame frame, String... reason) {
        assertThatThrownBy(() -> parse(NARROW, frame))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(reason);
    }
}
