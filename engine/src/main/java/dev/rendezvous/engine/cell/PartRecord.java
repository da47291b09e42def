package dev.rendezvous.engine.cell;

/** A cell {@code e/<token>/m/<order>}: how the part of one member in a round ended. It is written once. */
public sealed interface PartRecord {

    /** {@return the number of the round} */
    long round();

    /** {@return the rank of the node} */
    int rank();

    /** {@return the number of members of the round} */
    int size();

    /** {@return the id of the node} */
    String node();

    /** {@return the value} */
    String line();

    /**
     * Its work failed.
     *
     * @param round the number of the round
     * @param rank the rank of the node
     * @param size the number of members
     * @param node the id of the node
     * @param worker the rank of the worker, or -1
     * @param code the exit code
     * @param restartable whether a new round may repair it
     * @param message for people; cut to {@value Closed#MAX_MESSAGE_BYTES} bytes
     */
    record Failed(
            long round, int rank, int size, String node, int worker, int code, boolean restartable, String message)
            implements PartRecord {
        /** Cuts the message. */
        public Failed {
            message = Utf8.cut(message, Closed.MAX_MESSAGE_BYTES);
        }

        @Override
        public String line() {
            return common(this, Kind.FAILED)
                    .number("worker", worker)
                    .number("code", code)
                    .flag("restartable", restartable)
                    .optionalText("message", message)
                    .line();
        }
    }

    /**
     * Its work ended well.
     *
     * @param round the number of the round
     * @param rank the rank of the node
     * @param size the number of members
     * @param node the id of the node
     */
    record Finished(long round, int rank, int size, String node) implements PartRecord {
        @Override
        public String line() {
            return common(this, Kind.FINISHED).line();
        }
    }

    /**
     * It left.
     *
     * @param round the number of the round
     * @param rank the rank of the node
     * @param size the number of members
     * @param node the id of the node
     * @param drained whether it had announced that
     */
    record Left(long round, int rank, int size, String node, boolean drained) implements PartRecord {
        @Override
        public String line() {
            return common(this, Kind.LEFT).flag("drained", drained).line();
        }
    }

    /** The first word of the value. */
    enum Kind {
        /** Of {@link Failed}. */
        FAILED,
        /** Of {@link Finished}. */
        FINISHED,
        /** Of {@link Left}. */
        LEFT
    }

    private static FieldWriter common(PartRecord part, Kind kind) {
        return new FieldWriter()
                .constant("end", kind)
                .number("round", part.round())
                .number("rank", part.rank())
                .number("n", part.size())
                .text("node", part.node());
    }

    /**
     * Reads a value.
     *
     * @param key where it was found
     * @param line the value
     * @return the cell
     */
    static PartRecord read(String key, String line) {
        FieldReader fields = FieldReader.of(key, line);
        long round = fields.number("round", 1, Long.MAX_VALUE - 1);
        int size = fields.integer("n", 1, Orders.MAX);
        int rank = fields.integer("rank", 0, size - 1);
        String node = fields.text("node");
        return switch (fields.constant("end", Kind.class)) {
            case FINISHED -> new Finished(round, rank, size, node);
            case LEFT -> new Left(round, rank, size, node, fields.flag("drained"));
            case FAILED ->
                new Failed(
                        round,
                        rank,
                        size,
                        node,
                        fields.integer("worker", -1, Integer.MAX_VALUE),
                        fields.integer("code", 0, 255),
                        fields.flag("restartable"),
                        fields.text("message", ""));
        };
    }
}
