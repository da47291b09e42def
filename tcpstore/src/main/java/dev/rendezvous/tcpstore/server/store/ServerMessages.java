package dev.rendezvous.tcpstore.server.store;

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
public final class ServerMessages {

    private static final int PRINTABLE_FROM = 0x21;
    private static final int PRINTABLE_TO = 0x7e;

    private ServerMessages() {}

    public static String unknownOperation(byte code, Dialect dialect) {
        return "found " + shown(code) + " where an operation of " + dialect + " was expected";
    }

    public static String noStoreClient(byte first) {
        return "found " + shown(first) + " as the first byte" + guess(first)
                + "; expected the handshake 00 ce f7 85 3c of PyTorch 2.2 and later, or an operation of "
                + Dialect.LEGACY_1_13;
    }

    public static String secondHandshake() {
        return "found a second handshake; expected one, at the beginning";
    }

    public static String secretExpected(byte operation) {
        return "found " + shown(operation) + " after the handshake; expected " + shown(SharedSecret.OPERATION)
                + " and the proof of the secret, give the client the one of this server";
    }

    public static String secretImpossible(byte first) {
        return "found " + shown(first) + " as the first byte; expected the handshake of a client that has the"
                + " secret of this server, which a client of " + Dialect.LEGACY_1_13 + " cannot prove";
    }

    public static String otherSecret() {
        return "the client has another secret; give it the one of this server";
    }

    public static String tooManyAttempts() {
        return "there were too many wrong proofs of the secret from this address; the next one is looked at in a second";
    }

    public static String tooManyKeys(@Nullable Operation operation, long count, int limit) {
        return operation + " of " + Long.toUnsignedString(count) + " keys; expected at most " + limit;
    }

    public static String tooLong(@Nullable Operation operation, boolean isKey, long length, int limit) {
        return operation + " with a " + (isKey ? "key" : "value") + " of " + Long.toUnsignedString(length)
                + " bytes; expected at most " + limit;
    }

    public static String requestTooLong(@Nullable Operation operation, long length, int limit) {
        return operation + " with at least " + length + " bytes of keys and values; expected at most " + limit;
    }

    public static String answerTooLong(Operation operation, long length, int limit) {
        return operation + " whose answer would have " + length + " bytes; expected at most " + limit;
    }

    public static String holdsMost(long share, long all, long limit) {
        return "the server holds " + all + " bytes of memory; the limit is " + limit
                + ", and this client holds the most of what can be released, " + share + " bytes";
    }

    public static String storeFull(long bytes, long stored, long limit) {
        return "a request needs " + bytes + " bytes of memory for keys and values, which take " + stored
                + " bytes; the limit is " + limit + ", so delete keys or raise maxMemoryBytes";
    }

    public static String memoryFull(long bytes, long held, long limit) {
        return "a request needs " + bytes + " bytes of memory, and the server holds " + held + " bytes; the limit is "
                + limit;
    }

    public static String noRoomToConnect(long held, long limit) {
        return "there is no memory for another connection; the server holds " + held + " bytes, and the limit is "
                + limit;
    }

    public static String tooMuchPresence(int keys, long bytes, int mostKeys, long mostBytes) {
        return "PRESENCE with " + keys + " keys and " + bytes + " bytes of keys and values; expected at most "
                + mostKeys + " keys and " + mostBytes + " bytes";
    }

    public static String untold(long refusals) {
        return refusals == 0 ? "" : " (" + refusals + " more of this kind since the last warning)";
    }

    public static String notAboutCells(FrameException problem) {
        return "the request is not one about cells: " + problem.getMessage();
    }

    public static String cellsOfTwoRuns() {
        return "the client asks about the cells of a second run; a connection is for one run";
    }

    public static String noSuchKey(Bytes key, Dialect dialect) {
        return "GET of the key " + key + ", which is not there; a client of " + dialect
                + " is expected to wait for it first";
    }

    public static String notANumber(Bytes key, Bytes value) {
        return "ADD to the key " + key + ", whose value is " + value
                + "; expected the text of a decimal number of 64 bits";
    }

    public static String valueGrowsTooLong(Bytes key, long length, int limit) {
        return "APPEND makes the value of the key " + key + " " + length + " bytes long; expected at most " + limit;
    }

    public static String watcherDoesNotRead(long pending) {
        return "the client watches keys and does not read what changes; " + pending + " bytes are waiting for it";
    }

    public static String watcherFillsMemory(long share, long all) {
        return "the server holds " + all
                + " bytes of memory, more than the limit, and this client, which watches keys, has not"
                + " read responses of " + share + " bytes";
    }

    public static String stalled(Duration time) {
        return "nothing has come for " + TimeText.of(time) + " in the middle of a request";
    }

    public static String greetingTooLong(Duration time) {
        return "the handshake has not ended within " + TimeText.of(time);
    }

    public static String tooSlow(Duration time) {
        return "the request has come at less than 16 KiB a second for more than " + TimeText.of(time);
    }

    public static String endedAmidRequest() {
        return "the client closed the connection in the middle of a request";
    }

    public static String tooManyConnections(int limit) {
        return "there are " + limit + " connections, the most that are allowed";
    }

    public static String closed(@Nullable SocketAddress peer, String reason) {
        return "closed the connection of " + peer + ": " + reason;
    }

    public static String brokenEngine(@Nullable SocketAddress peer) {
        return "closed the connection of " + peer + " after a defect of the store";
    }

    public static String outOfMemory(@Nullable SocketAddress peer) {
        return "closed the connection of " + peer
                + ", because the heap is full; give the process more memory, or lower maxMemoryBytes";
    }

    public static String notAccepted() {
        return "cannot accept connections; trying again in a second";
    }

    public static String survived() {
        return "something failed that belongs to no client; the server continues";
    }

    public static String notAdmitted() {
        return "a new connection could not be set up";
    }

    public static String notClosed() {
        return "a socket could not be closed properly";
    }

    public static String tlsFailed(Throwable failure) {
        return "TLS fails: " + failure.getMessage();
    }

    public static String stopped() {
        return "the store has stopped; all connections are closed";
    }

    private static String shown(byte code) {
        int value = code & 0xff;
        String hex = String.format("0x%02x", value);
        return value < PRINTABLE_FROM || value > PRINTABLE_TO ? hex : hex + " '" + (char) value + "'";
    }

    /** {@return which protocol begins with the byte, from experience} */
    private static String guess(byte first) {
        return switch (first) {
            case 0x16 -> ", as in the hello of TLS, which this server does not speak";
            case 'G', 'P', 'H', 'O', 'D', 'C' -> ", as in HTTP";
            default -> "";
        };
    }
}
