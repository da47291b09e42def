package dev.rendezvous.etcd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/**
 * An answer that is an error.
 *
 * @param status of HTTP
 * @param code of gRPC; -1 if the answer is not from etcd's gateway
 * @param message as the server gives it
 */
public record Refusal(int status, int code, String message) {

    public static final int NO_CODE = -1;
    public static final int DEADLINE_EXCEEDED = 4;
    public static final int NOT_FOUND = 5;
    public static final int UNKNOWN = 2;
    public static final int INVALID_ARGUMENT = 3;
    public static final int PERMISSION_DENIED = 7;
    public static final int RESOURCE_EXHAUSTED = 8;
    public static final int FAILED_PRECONDITION = 9;
    public static final int UNAVAILABLE = 14;
    public static final int UNAUTHENTICATED = 16;

    private static final int LONGEST_SHOWN = 200;

    public static Refusal of(int status, byte[] body) {
        try {
            return of(status, Answer.parse(body));
        } catch (IOException notJson) {
            String text = new String(body, UTF_8).strip();
            return new Refusal(status, NO_CODE, text.substring(0, Math.min(text.length(), LONGEST_SHOWN)));
        }
    }

    /** Calls have a code beside their error; streams have an object as error. */
    static Refusal of(int status, Answer answer) {
        Answer nested = answer.object("error");
        boolean stream = nested.has("message");
        int code = (int) (stream ? nested.number("grpc_code") : answer.number("code"));
        boolean known = stream || answer.has("code");
        return new Refusal(status, known ? code : NO_CODE, stream ? nested.text("message") : answer.text("message"));
    }

    public boolean says(String part) {
        return message.contains(part);
    }
}
