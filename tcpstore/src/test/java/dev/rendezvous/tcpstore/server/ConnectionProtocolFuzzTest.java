package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Request;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Valid traffic, damaged at random and cut anywhere: it is served or refused, and no other client notices. */
class ConnectionProtocolFuzzTest {

    private static final int ROUNDS = 400;
    private static final int REQUESTS = 12;
    private static final StoreLimits LIMITS = TestLimits.of(64, 4096, 16, 8192, 20_000, 10);
    private static final int MAX_ANSWER = 20_000 + 16 * 4200;

    static long[] seeds() {
        return new long[] {1, 2, 3, 4, 5, 6, 7, 8};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedTrafficLeavesTheStoreWhole(long seed) {
        Random random = new Random(seed);
        StoreEngine engine = new StoreEngine(LIMITS);
        int refusals = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Dialect dialect = random.nextBoolean() ? Dialect.CURRENT : Dialect.LEGACY_1_13;
            refusals += talk(random, engine, mutate(random, traffic(random, dialect))) ? 0 : 1;
            assertServes(engine, seed, round);
        }
        assertThat(refusals).as("refused of %d, seed %d", ROUNDS, seed).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noiseIsServedOrRefused(long seed) {
        Random random = new Random(seed);
        StoreEngine engine = new StoreEngine(LIMITS);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            talk(
                    random,
                    engine,
                    random.nextBoolean()
                            ? noise
                            : new Frame().raw(Frame.handshake()).raw(noise).bytes());
            assertServes(engine, seed, round);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereTrafficIsCutMakesNoDifference(long seed) throws Refusal {
        byte[] bytes = traffic(new Random(seed), Dialect.CURRENT);
        EngineClient whole = new EngineClient(new StoreEngine(StoreLimits.DEFAULT));
        EngineClient cut = new EngineClient(new StoreEngine(StoreLimits.DEFAULT));
        whole.conversation().take(ByteBuffer.wrap(bytes));
        Random random = new Random(seed);
        ConnectionProtocol pieces = cut.conversation();
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(bytes.length - from, 1 + random.nextInt(20));
            pieces.take(ByteBuffer.wrap(bytes, from, count));
            from += count;
        }
        assertThat(cut.answers()).as("seed %d", seed).isEqualTo(whole.answers());
    }

    @Test
    void secretCheckStandsNoNoiseEither() {
        SharedSecret secret = new SharedSecret("the secret of tests");
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[64 + random.nextInt(64)];
            random.nextBytes(noise);
            noise[0] = SharedSecret.OPERATION;
            EngineClient client = new EngineClient(new StoreEngine(LIMITS));
            ConnectionProtocol conversation = client.conversation(TestSettings.withSecret(secret));

            assertThat(take(conversation, Frame.handshake())).isTrue();
            assertThat(take(conversation, noise) && noise.length > 64).isFalse();
        }
    }

    private static byte[] traffic(Random random, Dialect dialect) {
        byte[] requests = Traffic.random(random, dialect, REQUESTS);
        return dialect == Dialect.CURRENT
                ? new Frame().raw(Frame.handshake()).raw(requests).bytes()
                : requests;
    }

    /** {@return whether nothing was refused} */
    private static boolean talk(Random random, StoreEngine engine, byte[] bytes) {
        EngineClient client = new EngineClient(engine, Dialect.CURRENT, LIMITS);
        ConnectionProtocol conversation = client.conversation(TestSettings.with(LIMITS));
        boolean isServed = true;
        for (int from = 0; isServed && from < bytes.length; ) {
            int count = Math.min(bytes.length - from, 1 + random.nextInt(500));
            isServed = takeAndRead(client, conversation, ByteBuffer.wrap(bytes, from, count));
            from += count;
        }
        client.leave();
        return isServed;
    }

    /** What is left over is offered again once the client has read. */
    private static boolean takeAndRead(EngineClient client, ConnectionProtocol conversation, ByteBuffer piece) {
        boolean isServed = true;
        while (isServed && piece.hasRemaining()) {
            isServed = take(conversation, piece);
            assertThat(client.answers()).hasSizeLessThan(MAX_ANSWER);
        }
        return isServed;
    }

    private static boolean take(ConnectionProtocol conversation, byte[] bytes) {
        return take(conversation, ByteBuffer.wrap(bytes));
    }

    private static boolean take(ConnectionProtocol conversation, ByteBuffer bytes) {
        try {
            conversation.take(bytes);
            return true;
        } catch (Refusal expected) {
            return false;
        }
    }

    private static void assertServes(StoreEngine engine, long seed, int round) {
        EngineClient witness = new EngineClient(engine);
        EngineClient waiter = new EngineClient(engine);
        String key = "witness " + round;
        waiter.await(key).getsNothing();
        witness.set(key, key).ask(new Request.Get(Frame.bytes(key)));
        assertThat(witness.answers()).as("seed %d, round %d", seed, round).isEqualTo(Frame.answer(key));
        waiter.gets(0);
        witness.ask(new Request.DeleteKey(Frame.bytes(key)));
    }

    private static byte[] mutate(Random random, byte[] bytes) {
        byte[] mutated = bytes.clone();
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
                default -> System.arraycopy(bytes, random.nextInt(bytes.length - 1), mutated, at, 1);
            }
        }
        return mutated;
    }
}
