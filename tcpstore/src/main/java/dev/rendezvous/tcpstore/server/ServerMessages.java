package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.frame.FrameException;
import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import dev.rendezvous.tcpstore.wire.TimeText;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All sentences that a server says, each with what was found and what was expected. They go to the log. */
final class ServerMessages {

    private static final int PRINTABLE_FROM = 0x21;
    private static final int PRINTABLE_TO = 0x7e;

    private ServerMessages() {}

    static Refusal unknownOperation(byte code, Dialect dialect) {
        return new Refusal("found " + shown(code) + " where an operation of " + dialect + " was expected");
    }

    static Refusal noStoreClient(byte first, Dialect legacy) {
        return new Refusal("found " + shown(first) + " as the first byte" + guess(first)
                + "; expected the handshake 00 ce f7 85 3c of PyTorch 2.2 and later, or an operation of " + legacy);
    }

    static Refusal secondHandshake() {
        return new Refusal("found a second handshake; expected one, at the beginning");
    }

    static Refusal secretExpected(byte operation) {
        return new Refusal(
                "found " + shown(operation) + " after the handshake; expected " + shown(SharedSecret.OPERATION)
                        + " and the proof of the secret, give the client the one of this server");
    }

    static Refusal secretImpossible(byte first, Dialect legacy) {
        return new Refusal(
                "found " + shown(first) + " as the first byte; expected the handshake of a client that has the"
                        + " secret of this server, which no client of " + legacy + " can show");
    }

    static Refusal otherSecret() {
        return new Refusal("the client has another secret; give it the one of this server");
    }

    static String handshakeNotRead(int pending) {
        return "the client does not read its handshake; " + pending + " bytes are waiting for it";
    }

    static Refusal tooManyKeys(@Nullable Operation operation, long count, int limit) {
        return new Refusal(operation + " of " + Long.toUnsignedString(count) + " keys; expected at most " + limit);
    }

    static Refusal tooLong(@Nullable Operation operation, boolean isKey, long length, int limit) {
        return new Refusal(operation + " with a " + (isKey ? "key" : "value") + " of " + Long.toUnsignedString(length)
                + " bytes; expected at most " + limit);
    }

    static Refusal requestTooLong(@Nullable Operation operation, long length, int limit) {
        return new Refusal(
                operation + " with at least " + length + " bytes of keys and values; expected at most " + limit);
    }

    static Refusal answerTooLong(Operation operation, long length, int limit) {
        return new Refusal(operation + " whose answer would have " + length + " bytes; expected at most " + limit);
    }

    static Refusal answersFillMemory(long share, long all) {
        return new Refusal("the answers that clients have not read take " + all
                + " bytes of memory, more than is allowed, and the share of this one is " + share
                + ", more than that of any other");
    }

    static Refusal noSuchKey(Bytes key, Dialect dialect) {
        return new Refusal("GET of the key " + key + ", which is not there; a client of " + dialect
                + " is expected to wait for it first");
    }

    static Refusal notANumber(Bytes key, Bytes value) {
        return new Refusal("ADD to the key " + key + ", whose value is " + value
                + "; expected the text of a decimal number of 64 bits");
    }

    static Refusal valueGrowsTooLong(Bytes key, long length, int limit) {
        return new Refusal(
                "APPEND makes the value of the key " + key + " " + length + " bytes long; expected at most " + limit);
    }

    static Refusal tooMuchPresence(int keys, long bytes, int mostKeys, long mostBytes) {
        return new Refusal("PRESENCE with " + keys + " keys and " + bytes
                + " bytes of keys and values; expected at most " + mostKeys + " keys and " + mostBytes + " bytes");
    }

    static Refusal notAboutCells(FrameException problem) {
        return new Refusal("the request is not one about cells: " + problem.getMessage());
    }

    static Refusal cellsOfTwoRuns() {
        return new Refusal("the client asks about the cells of a second run; a connection is for one run");
    }

    static Refusal watcherDoesNotRead(long pending) {
        return new Refusal(
                "the client watches keys and does not read what changes; " + pending + " bytes are waiting for it");
    }

    static Refusal watcherFillsMemory(long share, long all) {
        return new Refusal("the answers that clients have not read take " + all
                + " bytes of memory, more than is allowed, amid a request at which this one, which watches keys, is to be"
                + " told more than the " + share + " that it has not read");
    }

    static Refusal stalled(Duration patience) {
        return new Refusal(
                "nothing has come for " + TimeText.of(patience) + " amid a request or before the handshake ended");
    }

    static Refusal endedAmidRequest() {
        return new Refusal("the client closed the connection amid a request");
    }

    static Refusal tooManyConnections(int limit) {
        return new Refusal("there are " + limit + " connections, the most that are allowed");
    }

    static String closed(@Nullable SocketAddress peer, Throwable reason) {
        return "closed the connection of " + peer + ": " + (reason instanceof Refusal ? reason.getMessage() : reason);
    }

    static String brokenEngine(@Nullable SocketAddress peer) {
        return "closed the connection of " + peer + " after a defect of the store";
    }

    static String outOfMemory(@Nullable SocketAddress peer) {
        return "closed the connection of " + peer
                + ", for which there was not enough memory; give the process more of it, or"
                + " the server lower limits";
    }

    static String notAccepted() {
        return "cannot accept connections; trying again in a second";
    }

    static String notAdmitted() {
        return "a new connection could not be set up";
    }

    static String notClosed() {
        return "a socket could not be closed properly";
    }

    static String renegotiation() {
        return "the client asks for a second TLS handshake; expected one, at the beginning";
    }

    static String stopped() {
        return "the store has stopped, all connections are closed";
    }

    private static String shown(byte code) {
        int value = code & 0xff;
        String hex = String.format("0x%02x", value);
        return value < PRINTABLE_FROM || value > PRINTABLE_TO ? hex : hex + " '" + (char) value + "'";
    }

    /** {@return who says that first, from experience} */
    private static String guess(byte first) {
        return switch (first) {
            case 0x16 -> ", as in the hello of TLS, which this server does not speak";
            case 'G', 'P', 'H', 'O', 'D', 'C' -> ", as in HTTP";
            default -> "";
        };
    }
}
