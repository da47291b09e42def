package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.store.Answers;
import dev.rendezvous.tcpstore.server.store.MemoryBudget;
import dev.rendezvous.tcpstore.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private final AtomicInteger fillings = new AtomicInteger();
    private final MemoryBudget memory = new MemoryBudget(Long.MAX_VALUE);
    private final Answers answers = new Answers(fillings::incrementAndGet, memory);

    @Test
    void numbersAreLittleEndianAndTextsHaveLengths() {
        answers.put((byte) 1);
        answers.put(2);
        answers.put(3L);
        answers.put(Frame.bytes("ab"));

        assertThat(take(100))
                .containsExactly(new Frame()
                        .number(1, 1)
                        .number(2, 4)
                        .number(3)
                        .text("ab")
                        .bytes());
        assertThat(answers.isEmpty()).isTrue();
    }

    @Test
    void senderLearnsWhenTheQueueWasEmpty() {
        answers.put((byte) 1);
        answers.put((byte) 2);
        assertThat(fillings).hasValue(1);
        take(1);
        answers.put((byte) 3);
        assertThat(fillings).hasValue(1);
        take(2);
        answers.put((byte) 4);
        assertThat(fillings).hasValue(2);
    }

    @Test
    void longValueIsNotCopied() {
        Bytes value = Bytes.of(new byte[1 << 20]);
        for (int i = 0; i < 100_000; i++) {
            answers.put(value);
        }
        assertThat(answers.pending()).isEqualTo(100_000L * (8 + (1 << 20)));
    }

    /** As one request for many values of one key makes it. */
    @Test
    void mediumValueIsNotCopied() {
        Bytes value = Bytes.of(new byte[4_095]);
        int count = 131_072;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) {
            answers.put(value);
        }
        assertThat(answers.pending()).isEqualTo(count * (8L + value.length()));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsPutAndTakenInWhateverPiecesComesOutInOrder(long seed) {
        Random random = new Random(seed);
        Frame put = new Frame();
        Frame taken = new Frame();
        for (int i = 0; i < 2_000; i++) {
            putSomething(random, put);
            if (random.nextInt(4) == 0) {
                taken.raw(take(random.nextInt(20_000)));
            }
            assertThat(answers.pending()).isEqualTo(put.size() - taken.size());
            assertThat(answers.share()).as("seed %d", seed).isEqualTo(memory.held());
        }
        while (!answers.isEmpty()) {
            taken.raw(take(1 + random.nextInt(100_000)));
        }
        assertThat(taken.bytes()).as("seed %d", seed).isEqualTo(put.bytes());
        assertThat(memory.held()).as("seed %d", seed).isZero();
    }

    @Test
    void sharedValueCountsOnceUntilAllHaveIt() {
        Answers others = new Answers(() -> {}, memory);
        Bytes value = Bytes.of(new byte[1 << 20]);
        answers.put(value);
        others.put(value);
        others.put(value);
        assertThat(memory.held()).isBetween(1L << 20, (1L << 20) + 2_000);

        assertThat(others.share()).isGreaterThan(answers.share()).isLessThan(memory.held());
        assertThat(answers.share() + others.share()).isBetween(memory.held() - 2, memory.held());

        others.discard();
        assertThat(others.isEmpty()).isTrue();
        assertThat(answers.share()).isEqualTo(memory.held());
        assertThat(memory.held()).isBetween(1L << 20, (1L << 20) + 1_000);
        take(9 + (1 << 20));
        assertThat(memory.held()).isZero();
    }

    @Test
    void unsentBytesOfLostClientDoNotCount() {
        for (int i = 0; i < 5_000; i++) {
            answers.put((long) i);
            answers.put(Bytes.of(new byte[i]));
        }
        take(20_000);
        assertThat(memory.held()).isPositive();
        answers.discard();
        assertThat(memory.held()).isZero();
    }

    private void putSomething(Random random, Frame put) {
        switch (random.nextInt(4)) {
            case 0 -> {
                answers.put((byte) 7);
                put.number(7, 1);
            }
            case 1 -> {
                long number = random.nextLong();
                answers.put(number);
                put.number(number);
            }
            case 2 -> {
                byte[] raw = random(random, 40);
                answers.putRaw(raw);
                put.raw(raw);
            }
            default -> {
                byte[] text = random(random, 9_000);
                answers.put(Bytes.of(text));
                put.text(text);
            }
        }
    }

    private static byte[] random(Random random, int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] take(int atMost) {
        ByteBuffer target = ByteBuffer.allocate(atMost);
        answers.copyInto(target);
        answers.remove(target.position());
        byte[] taken = new byte[target.position()];
        target.flip().get(taken);
        return taken;
    }
}
