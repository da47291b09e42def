package dev.rendezvous.etcd.wire;

import java.io.IOException;

/** A line of the stream of a watch. */
public sealed interface WatchMessage {

    /** The watch sees every change from now on. */
    record Created() implements WatchMessage {}

    /** Something changed. */
    record Changed() implements WatchMessage {}

    /** Nothing that concerns the watch, such as news of progress. */
    record Other() implements WatchMessage {}

    /**
     * The server ended the watch; its connection stays open and silent.
     *
     * @param reason as the server gives it
     */
    record Canceled(String reason) implements WatchMessage {}

    /**
     * The stream failed.
     *
     * @param refusal the error
     */
    record Failed(Refusal refusal) implements WatchMessage {}

    /** {@return the message in a line} A line that cannot be parsed is a change: it was too long. */
    static WatchMessage parse(byte[] line) {
        try {
            return of(Answer.parse(line));
        } catch (IOException cut) {
            return new Changed();
        }
    }

    private static WatchMessage of(Answer line) {
        if (line.has("error")) {
            return new Failed(Refusal.of(200, line));
        }
        Answer result = line.object("result");
        // A watch that may not be created is answered with both.
        if (result.flag("canceled")) {
            return new Canceled(result.text("cancel_reason"));
        }
        if (result.flag("created")) {
            return new Created();
        }
        return result.has("events") ? new Changed() : new Other();
    }
}
