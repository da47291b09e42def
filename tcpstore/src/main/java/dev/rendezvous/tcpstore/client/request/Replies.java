package dev.rendezvous.tcpstore.client.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.OwnPing;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answers that servers give.
 *
 * @param limits what is taken from a server: a longer value or key is refused, so that a server cannot fill the memory of its clients
 */
public record Replies(StoreLimits limits) {

    private static final int SHOWN = 24;
    private static final byte TLS_ALERT = 21;
    private static final byte TLS_VERSION = 3;

    /** A byte that is 0 or 1: {@code true} for 0, which says "all there", or "your wait is over". */
    public static final Reply<Boolean> ZERO_OR_ONE = Replies::zeroOrOne;

    public static final Reply<Long> NUMBER =
            in -> in.remaining() < Long.BYTES ? Optional.empty() : Optional.of(in.getLong());

    /** A number of things, not negative. */
    public static final Reply<Long> COUNT = in -> number(in, Long.MAX_VALUE);

    /** A number that is 0 or 1: whether something has been done. */
    public static final Reply<Boolean> DONE = in -> number(in, 1).map(done -> done == 1);

    /** What a key was found to be by two requests, one after the other. */
    public record Found(boolean there, Value value) {}

    public Reply<Value> value() {
        return in -> field(in, limits.maxValueBytes(), "value");
    }

    /** {@return the answers to a CHECK of one key and to a GET of it} */
    public Reply<Found> checkAndValue() {
        return whole(in -> {
            Optional<Boolean> there = zeroOrOne(in);
            Optional<Value> value = there.isEmpty() ? Optional.empty() : value().read(in);
            return value.map(bytes -> new Found(there.orElse(false), bytes));
        });
    }

    /** {@return the answers to several CHECKs of one key each, in their order} */
    public static Reply<List<Boolean>> checks(int count) {
        return whole(in -> {
            List<Boolean> there = new ArrayList<>();
            while (there.size() < count && in.hasRemaining()) {
                zeroOrOne(in).ifPresent(there::add);
            }
            return there.size() < count ? Optional.empty() : Optional.of(there);
        });
    }

    /**
     * {@return the answer to a ping, and to nothing else: it tells a store from other services} True if the server is one of ours.
     */
    public static Reply<Boolean> pong(int nonce) {
        return in -> {
            if (in.remaining() < Integer.BYTES) {
                return Optional.empty();
            }
            int answer = in.getInt(in.position());
            if (answer != nonce && answer != OwnPing.answer(nonce)) {
                throw isTls(in) ? new TlsAnswerException() : new ProtocolException("it answers " + shown(in));
            }
            in.getInt();
            return Optional.of(answer != nonce);
        };
    }

    /** {@return whether an alert of TLS has come: its type, then the version} */
    private static boolean isTls(ByteBuffer in) {
        return in.get(in.position()) == TLS_ALERT && in.get(in.position() + 1) == TLS_VERSION;
    }

    /** {@return a byte: whether it is the one that is expected} */
    public static Reply<Boolean> isByte(int expected) {
        return in -> in.hasRemaining() ? Optional.of(in.get() == expected) : Optional.empty();
    }

    /** What a server says to a proof of the secret: one byte, and its own proof if it accepts. */
    public static final Reply<Value> SECRET_VERDICT = Replies::secretVerdict;

    /** {@return some bytes of a fixed number} */
    public static Reply<Value> exactly(int length) {
        return in -> in.remaining() < length ? Optional.empty() : Optional.of(take(in, length));
    }

    private static Optional<Value> secretVerdict(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return Optional.empty();
        }
        int length = in.get(in.position()) == SharedSecret.ACCEPTED ? 1 + SharedSecret.PROOF_BYTES : 1;
        return in.remaining() < length ? Optional.empty() : Optional.of(take(in, length));
    }

    private static Optional<Boolean> zeroOrOne(ByteBuffer in) throws ProtocolException {
        if (!in.hasRemaining()) {
            return Optional.empty();
        }
        byte answer = in.get();
        if (answer != 0 && answer != 1) {
            throw new ProtocolException("it answers " + (answer & 0xff) + " where 0 or 1 is expected");
        }
        return Optional.of(answer == 0);
    }

    private static Optional<Long> number(ByteBuffer in, long largest) throws ProtocolException {
        Optional<Long> number = NUMBER.read(in);
        if (number.isPresent() && (number.get() < 0 || number.get() > largest)) {
            throw new ProtocolException(
                    "it answers " + number.get() + " where a number from 0 to " + largest + " is expected");
        }
        return number;
    }

    /** {@return a text or value with its length before it, or nothing as long as it has not come as a whole} */
    static Optional<Value> field(ByteBuffer in, int longest, String what) throws ProtocolException {
        if (in.remaining() < Long.BYTES) {
            return Optional.empty();
        }
        long length = in.getLong(in.position());
        if (length < 0 || length > longest) {
            throw new ProtocolException("it answers with a " + what + " of " + Long.toUnsignedString(length)
                    + " bytes, more than the " + longest + " that limits() allows");
        }
        if (in.remaining() - Long.BYTES < length) {
            return Optional.empty();
        }
        in.getLong();
        return Optional.of(take(in, (int) length));
    }

    private static Value take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new Value(bytes);
    }

    /** An answer of several parts is read from its beginning again if its end has not come. */
    private static <T> Reply<T> whole(Reply<T> parts) {
        return in -> {
            int start = in.position();
            Optional<T> answer = parts.read(in);
            if (answer.isEmpty()) {
                in.position(start);
            }
            return answer;
        };
    }

    private static String shown(ByteBuffer in) {
        byte[] bytes = new byte[Math.min(SHOWN, in.remaining())];
        in.duplicate().get(bytes);
        return '"' + new String(bytes, ISO_8859_1).replaceAll("[^ -~]", "?") + '"';
    }
}
