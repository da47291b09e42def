package dev.rendezvous.c10d.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rendezvous.RendezvousStateException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Changes captured pickles at random. Each is either refused or a state that can be written and read back. */
final class StateFuzzTest {

    private static final long SEED = Long.getLong("rendezvous.c10d.fuzz.seed", 20_261_128);
    private static final long SECONDS = Long.getLong("rendezvous.c10d.fuzz.seconds", 3);
    private static final int MOST_CHANGES = 6;

    private final Random random = new Random(SEED);

    @Test
    void changedPickleIsRefusedOrRead() {
        List<CapturedState> states = CapturedState.all();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int refused = 0;
        int read = 0;
        while (System.nanoTime() - end < 0) {
            CapturedState captured = states.get(random.nextInt(states.size()));
            byte[] pickle = changed(Base64.getDecoder().decode(captured.stored()));
            if (isRead(pickle, captured.family())) {
                read++;
            } else {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        assertThat(read).isPositive();
    }

    private boolean isRead(byte[] pickle, Family family) {
        StateCodec codec = new StateCodec(family, "k");
        try {
            RunState state = codec.decode(Base64.getEncoder().encode(pickle));
            assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
            return true;
        } catch (RendezvousStateException e) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("seed " + SEED + ", pickle " + Base64.getEncoder().encodeToString(pickle), e);
        }
    }

    private byte[] changed(byte[] pickle) {
        byte[] changed = pickle;
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            changed = changedOnce(changed);
        }
        return changed;
    }

    private byte[] changedOnce(byte[] pickle) {
        byte[] changed = pickle.clone();
        int at = random.nextInt(pickle.length);
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = Arrays.copyOf(pickle, at + 1);
            case 3 ->
                System.arraycopy(
                        pickle,
                        at,
                        changed,
                        pickle.length - at - 1 < at ? 0 : at + 1,
                        Math.min(at, pickle.length - at - 1));
            default -> {
                // One byte more, or one less.
                changed = new byte[pickle.length + 1];
                System.arraycopy(pickle, 0, changed, 0, at);
                System.arraycopy(pickle, at, changed, at + 1, pickle.length - at);
                changed[at] = pickle[random.nextInt(pickle.length)];
            }
        }
        return changed;
    }
}
