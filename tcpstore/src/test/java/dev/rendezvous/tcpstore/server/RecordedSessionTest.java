package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Session;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real clients of PyTorch said to real servers, said again to ours: the answers are the same bytes. */
class RecordedSessionTest {

    private static final byte[] LIST_KEYS = {Operation.LIST_KEYS.code(Dialect.CURRENT)};

    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-1.13.txt", "session-2.13.txt"})
    void theAnswersAreThoseOfTheRealServer(String file) throws IOException {
        try (RawClient client = RawClient.silent(server)) {
            byte[] request = {};
            for (String line : lines(file)) {
                byte[] bytes = Frame.hex(line.substring(2));
                if (line.startsWith(">")) {
                    request = bytes;
                    client.send(bytes);
                } else {
                    assertAnswer(request, client.read(bytes.length), bytes);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-1.13.txt", "session-2.13.txt"})
    void theAnswersAreTheSameWhenAllRequestsComeAtOnce(String file) throws IOException {
        Frame requests = new Frame();
        Frame answers = new Frame();
        lines(file).forEach(line -> (line.startsWith(">") ? requests : answers).raw(Frame.hex(line.substring(2))));
        try (RawClient client = RawClient.silent(server)) {
            client.send(requests);

            assertThat(client.read(answers.bytes().length)).hasSameSizeAs(answers.bytes());
            client.answersNothingElse(dialect(file), numKeys(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-1.13.txt", "session-2.13.txt"})
    void theAnswersAreTheSameWhenEveryByteComesAlone(String file) throws IOException {
        StoreEngine engine = new StoreEngine(StoreLimits.DEFAULT);
        Session session = new Session(StoreLimits.DEFAULT, engine.memory(), () -> {});
        ConnectionProtocol conversation =
                new ConnectionProtocol(TestSettings.plain(), engine, session, TestSettings.attempts());
        byte[] request = {};
        for (String line : lines(file)) {
            byte[] bytes = Frame.hex(line.substring(2));
            if (line.startsWith(">")) {
                request = bytes;
                takeByteByByte(conversation, bytes);
            } else {
                ByteBuffer answer = ByteBuffer.allocate(bytes.length);
                session.answers().copyInto(answer);
                session.answers().remove(bytes.length);
                assertAnswer(request, answer.array(), bytes);
            }
        }
        assertThat(session.answers().isEmpty()).isTrue();
    }

    @Test
    void workersOfAllFamiliesCountUnderOneKey() throws IOException {
        try (RawClient old = RawClient.silent(server);
                RawClient recent = RawClient.silent(server)) {
            old.send(Frame.hex("03 05 00 00 00 00 00 00 00 69 6e 69 74 2f 01 00 00 00 00 00 00 00"))
                    .answers(1L);
            recent.send(Frame.hex("00 ce f7 85 3c"))
                    .send(Frame.hex("0d ed 33 00 00"))
                    .answers(Frame.hex("ed 33 00 00"));
            recent.send(Frame.hex("04 05 00 00 00 00 00 00 00 69 6e 69 74 2f 01 00 00 00 00 00 00 00"))
                    .answers(2L);
        }
    }

    private static void takeByteByByte(ConnectionProtocol conversation, byte[] bytes) {
        for (byte b : bytes) {
            try {
                conversation.take(ByteBuffer.wrap(new byte[] {b}));
            } catch (Refusal e) {
                throw new AssertionError(e);
            }
        }
    }

    /** No protocol promises the order of keys in a list. */
    private static void assertAnswer(byte[] request, byte[] found, byte[] expected) {
        if (Arrays.equals(request, LIST_KEYS)) {
            assertThat(keys(found)).isEqualTo(keys(expected));
        } else {
            assertThat(found).containsExactly(expected);
        }
    }

    private static List<String> keys(byte[] answer) {
        ByteBuffer bytes = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        List<String> keys = new ArrayList<>();
        for (long left = bytes.getLong(); left > 0; left--) {
            byte[] key = new byte[(int) bytes.getLong()];
            bytes.get(key);
            keys.add(new String(key, StandardCharsets.ISO_8859_1));
        }
        Collections.sort(keys);
        return keys;
    }

    private static Dialect dialect(String file) {
        return file.contains("1.13") ? Dialect.LEGACY_1_13 : Dialect.CURRENT;
    }

    private static long numKeys(String file) {
        return dialect(file) == Dialect.CURRENT ? 5 : 4;
    }

    private static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(RecordedSessionTest.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
