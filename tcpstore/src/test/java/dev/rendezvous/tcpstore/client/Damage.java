package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import java.util.Arrays;
import java.util.Random;

/** What can become of an answer on its way, or in a server that is none. */
enum Damage {
    FLIPPED_BIT(End.GOES_ON) {
        @Override
        byte[] of(byte[] answer, Random random) {
            byte[] damaged = answer.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            return damaged;
        }
    },
    OTHER_LENGTH(End.GOES_ON) {
        @Override
        byte[] of(byte[] answer, Random random) {
            byte[] length = Frame.answer(LENGTHS[random.nextInt(LENGTHS.length)]);
            // Behind the byte that says whether there is a key, or at the beginning.
            int at = random.nextInt(2);
            byte[] damaged = Arrays.copyOf(answer, Math.max(answer.length, at + length.length));
            System.arraycopy(length, 0, damaged, at, length.length);
            return damaged;
        }
    },
    NOISE(End.GOES_ON) {
        @Override
        byte[] of(byte[] answer, Random random) {
            return noise(answer.length, random);
        }
    },
    NOISE_BEFORE(End.GOES_ON) {
        @Override
        byte[] of(byte[] answer, Random random) {
            return joined(noise(1 + random.nextInt(20), random), answer);
        }
    },
    NOISE_BEHIND(End.GOES_ON) {
        @Override
        byte[] of(byte[] answer, Random random) {
            return joined(answer, noise(1 + random.nextInt(20), random));
        }
    },
    TWICE(End.GOES_ON) {
        @Override
        byte[] of(byte[] answer, Random random) {
            return joined(answer, answer);
        }
    },
    FLOOD(End.CLOSES) {
        @Override
        byte[] of(byte[] answer, Random random) {
            return noise(1 << 20, random);
        }
    },
    CUT_AND_CLOSED(End.CLOSES),
    CUT_AND_RESET(End.RESETS),
    CUT_AND_CLOSED_LATER(End.CLOSES_LATER),
    CUT_AND_SILENCE(End.FALLS_SILENT);

    /** What comes after it on the same connection. */
    enum End {
        GOES_ON,
        CLOSES,
        RESETS,
        CLOSES_LATER,
        FALLS_SILENT
    }

    private static final int LIMIT = StoreLimits.DEFAULT.maxValueBytes();
    private static final long[] LENGTHS = {
        -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, 1L << 32, Integer.MAX_VALUE, LIMIT + 1L, LIMIT, 0
    };

    private final End end;

    Damage(End end) {
        this.end = end;
    }

    End end() {
        return end;
    }

    /**
     * {@return what the client gets}
     *
     * @param answer at least one byte
     */
    byte[] of(byte[] answer, Random random) {
        return Arrays.copyOf(answer, random.nextInt(answer.length));
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return new Frame().raw(first).raw(second).bytes();
    }
}
