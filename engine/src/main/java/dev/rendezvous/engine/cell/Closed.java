package dev.rendezvous.engine.cell;

import java.util.Optional;

/**
 * How a run ended.
 *
 * @param why what ended it
 * @param code the exit code of every node
 * @param message for people; cut to {@value #MAX_MESSAGE_BYTES} bytes
 * @param by the node that wrote it
 * @param root the first thing that went wrong
 * @param token the token of the round that it ended, or 0
 */
public record Closed(Why why, int code, String message, String by, Optional<RootCause> root, long token) {

    /** The longest message, in bytes of UTF-8. */
    public static final int MAX_MESSAGE_BYTES = 512;

    /** What ends a run. */
    public enum Why {
        /** All members finished. */
        FINISHED,
        /** A failure that no new round may repair. */
        FAILED,
        /** A program or a person. */
        STOPPED
    }

    /** What went wrong first. */
    public enum Kind {
        /** The work of a node failed. */
        FAILED,
        /** A node vanished. */
        LOST,
        /** A node left. */
        LEFT,
        /** A node joined again while the run was ending. */
        REJOINED
    }

    /**
     * The first thing that went wrong.
     *
     * @param kind what it was
     * @param rank of the worker, else of the node, or -1
     * @param node the node, or empty
     * @param message for people; cut to {@value Closed#MAX_MESSAGE_BYTES} bytes
     */
    public record RootCause(Kind kind, int rank, String node, String message) {
        /** Cuts the message. */
        public RootCause {
            message = Utf8.cut(message, MAX_MESSAGE_BYTES);
        }
    }

    /** Cuts the message. */
    public Closed {
        message = Utf8.cut(message, MAX_MESSAGE_BYTES);
    }

    FieldWriter write(FieldWriter fields) {
        fields.constant("closed", why)
                .number("code", code)
                .optionalText("message", message)
                .optionalText("closed_by", by)
                .number("token", token);
        root.ifPresent(cause -> fields.constant("root", cause.kind())
                .number("root_rank", cause.rank())
                .optionalText("root_node", cause.node())
                .optionalText("root_message", cause.message()));
        return fields;
    }

    static Optional<Closed> read(FieldReader fields) {
        return fields.has("closed")
                ? Optional.of(new Closed(
                        fields.constant("closed", Why.class),
                        fields.integer("code", 0, 255),
                        fields.text("message", ""),
                        fields.text("closed_by", ""),
                        readRoot(fields),
                        fields.number("token", 0, Long.MAX_VALUE)))
                : Optional.empty();
    }

    private static Optional<RootCause> readRoot(FieldReader fields) {
        return fields.has("root")
                ? Optional.of(new RootCause(
                        fields.constant("root", Kind.class),
                        fields.integer("root_rank", -1, Integer.MAX_VALUE),
                        fields.text("root_node", ""),
                        fields.text("root_message", "")))
                : Optional.empty();
    }
}
