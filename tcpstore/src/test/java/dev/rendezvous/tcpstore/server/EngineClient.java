package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tcpstore.Frame.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Request;
import dev.rendezvous.tcpstore.server.store.Session;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import dev.rendezvous.tcpstore.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** A client of an engine without any socket. Texts stand for bytes as in Latin-1. */
public final class EngineClient {

    private final StoreEngine engine;
    private final Session session;

    EngineClient(StoreEngine engine, Dialect dialect, StoreLimits limits) {
        this.engine = engine;
        this.session = new Session(limits, engine.memory(), () -> {});
        session.speak(dialect);
    }

    EngineClient(StoreEngine engine) {
        this(engine, Dialect.CURRENT, StoreLimits.DEFAULT);
    }

    static List<Bytes> list(String... texts) {
        return Stream.of(texts).map(Frame::bytes).toList();
    }

    Session session() {
        return session;
    }

    /** {@return what stands between bytes and this client's session} */
    ConnectionProtocol conversation() {
        return conversation(TestSettings.plain());
    }

    ConnectionProtocol conversation(ServerSettings settings) {
        return new ConnectionProtocol(settings, engine, session, TestSettings.attempts());
    }

    /** Asks for something that the server does not refuse. */
    EngineClient ask(Request request) {
        try {
            request.serve(engine, session);
        } catch (Refusal e) {
            throw new AssertionError(e);
        }
        return this;
    }

    EngineClient set(String key, String value) {
        return ask(new Request.Set(bytes(key), bytes(value)));
    }

    EngineClient await(String... keys) {
        return ask(new Request.Wait(list(keys)));
    }

    EngineClient push(String key, String item) {
        return ask(new Request.QueuePush(bytes(key), bytes(item)));
    }

    void leave() {
        engine.leave(session);
    }

    void isRefused(Request request, String... reason) {
        try {
            request.serve(engine, session);
        } catch (Refusal e) {
            assertThat(e).hasMessageContainingAll(reason);
            return;
        }
        throw new AssertionError("not refused: " + request);
    }

    /** Takes all that was answered. */
    byte[] answers() {
        ByteBuffer taken = ByteBuffer.allocate((int) session.answers().pending());
        session.answers().copyInto(taken);
        session.answers().remove(taken.position());
        return taken.array();
    }

    EngineClient gets(Frame frame) {
        assertThat(answers()).containsExactly(frame.bytes());
        return this;
    }

    EngineClient gets(int status) {
        return gets(new Frame().number(status, 1));
    }

    EngineClient gets(long number) {
        return gets(new Frame().number(number));
    }

    EngineClient gets(String text) {
        return gets(new Frame().text(text));
    }

    EngineClient getsNothing() {
        return gets(new Frame());
    }
}
