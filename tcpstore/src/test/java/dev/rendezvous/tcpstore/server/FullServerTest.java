package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.util.logging.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.ServerLog;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose memory budget is used up goes on serving. */
class FullServerTest {

    private static final long BUDGET = 2 << 20;
    private static final int BATCH = 500;

    private final ServerLog log = ServerLog.open();
    private final List<RawClient> attackers = new ArrayList<>();
    private TcpStoreServer server = server();

    /** The ways in which a client can make a server keep memory for it. */
    private enum Attack {
        SMALL_KEYS {
            @Override
            Frame step(int step) {
                return batch(Operation.SET, step, true);
            }
        },
        QUEUES {
            @Override
            Frame step(int step) {
                return batch(Operation.QUEUE_PUSH, step, true);
            }
        },
        ONE_QUEUE {
            @Override
            Frame step(int step) {
                return batch(Operation.QUEUE_PUSH, 0, false);
            }
        },
        APPENDED {
            @Override
            Frame step(int step) {
                return Frame.of(Operation.APPEND).text("appended").text(new byte[100_000]);
            }
        },
        BARRIERS {
            @Override
            Frame step(int step) {
                Frame frame = new Frame();
                for (int i = 0; i < BATCH; i++) {
                    frame.raw(Frame.of(Operation.BARRIER)
                            .text("b" + step + "/" + i)
                            .number(5)
                            .bytes());
                }
                return frame;
            }
        },
        WAITS {
            @Override
            Frame step(int step) {
                Frame frame = Frame.of(Operation.WAIT).number(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    frame.text("w" + step + "/" + i);
                }
                return frame;
            }
        },
        HALF_REQUESTS {
            @Override
            Frame step(int step) {
                return Frame.of(Operation.SET).text("half").number(1 << 20).raw(new byte[600_000]);
            }
        },
        MANY_VALUES {
            @Override
            Frame step(int step) {
                Frame frame = Frame.of(Operation.MULTI_SET).number(4);
                for (int i = 0; i < 4; i++) {
                    frame.text("m" + step + "/" + i).text(new byte[200_000]);
                }
                return frame;
            }
        },
        LISTS {
            @Override
            Frame step(int step) {
                Frame frame = batch(Operation.SET, 0, true);
                for (int i = 0; i < 2000; i++) {
                    frame.raw(Frame.of(Operation.LIST_KEYS).bytes());
                }
                return frame;
            }
        },
        READS {
            @Override
            Frame step(int step) {
                Frame frame = Frame.of(Operation.SET).text("long").text(new byte[500_000]);
                for (int i = 0; i < 500; i++) {
                    frame.raw(Frame.of(Operation.GET).text("long").bytes());
                }
                return frame;
            }
        },
        PIPELINED_AND_UNREAD {
            @Override
            Frame step(int step) {
                Frame frame = Frame.of(Operation.SET).text("long").text(new byte[500_000]);
                for (int i = 0; i < 50; i++) {
                    frame.raw(Frame.of(Operation.GET).text("long").bytes());
                }
                for (int i = 0; i < 6000; i++) {
                    frame.raw(Frame.of(Operation.PING).number(7, 4).bytes());
                }
                return frame;
            }
        };

        abstract Frame step(int step);

        Frame batch(Operation operation, int step, boolean hasOwnKeys) {
            Frame frame = new Frame();
            for (int i = 0; i < BATCH; i++) {
                frame.raw(Frame.of(operation)
                        .text(hasOwnKeys ? "k" + step + "/" + i : "k")
                        .text("v")
                        .bytes());
            }
            return frame;
        }
    }

    private static TcpStoreServer server() {
        try {
            return TcpStoreServer.builder()
                    .limits(StoreLimits.DEFAULT.withMaxMemoryBytes(BUDGET))
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void haveAKey() throws IOException {
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.SET).texts("kept", "value"));
            client.answersNothingElse(Dialect.CURRENT, 1);
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient attacker : attackers) {
            attacker.close();
        }
        server.close();
        log.close();
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void readsUpdatesAndDeletesContinueInFullServer(Attack attack) throws Exception {
        try (RawClient good = RawClient.current(server)) {
            good.send(Frame.of(Operation.SET).texts("mine", "1"));
            for (int step = 0; step < 60; step++) {
                attack(attack.step(step));
                good.send(Frame.of(Operation.SET).texts("mine", "2"));
                good.send(Frame.of(Operation.GET).text("kept"))
                        .answers(new Frame().text("value").bytes());
            }
            good.send(Frame.of(Operation.DELETE_KEY).text("kept")).answers(1L);
        }
        log.says(WARNING, "closed the connection of /127.0.0.1:", "the limit is");
        assertThat(log.messages(WARNING)).hasSizeLessThanOrEqualTo(2);
    }

    private void attack(Frame frame) throws IOException {
        RawClient attacker = RawClient.current(server);
        attackers.add(attacker);
        try {
            attacker.send(frame);
        } catch (IOException closed) {
            // The server has refused the rest.
        }
    }

    @Test
    void fullStoreTakesNewKeysAfterDeletes() throws Exception {
        try (RawClient full = RawClient.current(server)) {
            full.send(Frame.of(Operation.SET).text("large").text(new byte[1_400_000]));
            full.answersNothingElse(Dialect.CURRENT, 2);
            try (RawClient refused = RawClient.current(server)) {
                refused.send(Frame.of(Operation.SET).text("more").text(new byte[300_000]))
                        .isClosedByServer();
            }
            log.says(WARNING, "keys and values", "maxMemoryBytes");
            full.send(Frame.of(Operation.DELETE_KEY).text("large")).answers(1L);
            full.send(Frame.of(Operation.SET).text("more").text(new byte[300_000]));
            full.answersNothingElse(Dialect.CURRENT, 2);
        }
    }

    @Test
    void budgetIsFreeAgainWhenClientsAreGone() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (RawClient client = RawClient.current(server)) {
                client.send(Attack.WAITS.step(round));
                client.answersNothingElse(Dialect.CURRENT, 1);
                client.send(Frame.of(Operation.SET).text("k").number(1 << 20).raw(new byte[600_000]));
            }
            eventually("the client is gone", () -> server.connections() == 0);
        }
        try (RawClient client = RawClient.current(server)) {
            client.send(Frame.of(Operation.SET).text("k").text(new byte[900_000]));
            client.answersNothingElse(Dialect.CURRENT, 2);
        }
        assertThat(log.messages(WARNING)).isEmpty();
    }
}
