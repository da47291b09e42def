package dev.rendezvous.c10d.pickle;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The moments of Python's {@code datetime}, as its pickler writes them and with numbers as arguments. */
final class Times {

    /** The length of the bytes of a moment. */
    private static final int PACKED = 10;

    /** Year, month, day, hour, minute, second, microsecond. */
    private static final int NUMBERS = 7;

    private static final int NANOS_OF_A_MICRO = 1000;
    private static final int FOLD = 0x80;
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final BigInteger LARGEST = BigInteger.valueOf(1_000_000_000);

    private Times() {}

    static PickleValue.Moment moment(List<Held> given, int at) throws PickleException {
        if (given.isEmpty()) {
            throw notATime(at);
        }
        boolean packed = given.get(0) instanceof Held.Fixed first && first.value() instanceof PickleValue.Octets;
        int numbers = packed ? 1 : NUMBERS;
        if (given.size() < numbers || given.size() > numbers + 1) {
            throw notATime(at);
        }
        int[] parts = packed ? unpacked(given.get(0), at) : numbers(given, at);
        Optional<Duration> offset = given.size() > numbers ? offset(given.get(numbers), at) : Optional.empty();
        return new PickleValue.Moment(time(parts, at), offset);
    }

    private static int[] unpacked(Held held, int at) throws PickleException {
        if (held instanceof Held.Fixed fixed
                && fixed.value() instanceof PickleValue.Octets octets
                && octets.latin1().length() == PACKED) {
            String bytes = octets.latin1();
            return new int[] {
                bytes.charAt(0) << 8 | bytes.charAt(1),
                // The highest bit tells the second of two hours when the clock was set back.
                bytes.charAt(2) & ~FOLD,
                bytes.charAt(3),
                bytes.charAt(4),
                bytes.charAt(5),
                bytes.charAt(6),
                bytes.charAt(7) << 16 | bytes.charAt(8) << 8 | bytes.charAt(9)
            };
        }
        throw notATime(at);
    }

    private static int[] numbers(List<Held> given, int at) throws PickleException {
        int[] numbers = new int[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = (int) whole(given.get(i), at);
        }
        return numbers;
    }

    private static LocalDateTime time(int[] parts, int at) throws PickleException {
        if (parts[0] < 1 || parts[0] > 9999 || parts[6] < 0 || parts[6] > 999_999) {
            throw notATime(at);
        }
        try {
            return LocalDateTime.of(
                    parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6] * NANOS_OF_A_MICRO);
        } catch (DateTimeException e) {
            throw notATime(at);
        }
    }

    private static Optional<Duration> offset(Held held, int at) throws PickleException {
        if (held instanceof Held.Fixed fixed) {
            if (fixed.value() instanceof PickleValue.Zone zone) {
                return Optional.of(zone.offset());
            }
            if (fixed.value() == PickleValue.Constant.NONE) {
                return Optional.empty();
            }
        }
        throw notATime(at);
    }

    static PickleValue.Zone zone(List<Held> given, int at) throws PickleException {
        if (given.size() == 1
                && given.get(0) instanceof Held.Fixed fixed
                && fixed.value() instanceof PickleValue.Span span
                && Math.abs(span.length().toSeconds()) < SECONDS_OF_A_DAY) {
            return new PickleValue.Zone(span.length());
        }
        throw new PickleException("a time zone before byte " + at + " that is not a time span of less than a day");
    }

    /** Days, seconds, microseconds; those that are left out are 0. */
    static PickleValue.Span span(List<Held> given, int at) throws PickleException {
        if (given.size() > 3) {
            throw notATime(at);
        }
        long[] parts = new long[3];
        for (int i = 0; i < given.size(); i++) {
            parts[i] = whole(given.get(i), at);
        }
        Duration length = Duration.ofDays(parts[0]).plusSeconds(parts[1]).plusNanos(parts[2] * NANOS_OF_A_MICRO);
        return new PickleValue.Span(length);
    }

    private static long whole(Held held, int at) throws PickleException {
        if (held instanceof Held.Fixed fixed
                && fixed.value() instanceof PickleValue.Whole whole
                && whole.value().abs().compareTo(LARGEST) < 0) {
            return whole.value().longValue();
        }
        throw notATime(at);
    }

    private static PickleException notATime(int at) {
        return new PickleException("a time before byte " + at + " that is none");
    }
}
