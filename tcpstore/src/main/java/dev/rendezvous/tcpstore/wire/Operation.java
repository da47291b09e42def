package dev.rendezvous.tcpstore.wire;

import dev.rendezvous.tcpstore.Dialect;
import java.util.Optional;

/** What a client can ask for, with the byte that each dialect has for it. */
public enum Operation {
    VALIDATE(-1, 0),
    SET(0, 1),
    COMPARE_SET(1, 2),
    GET(2, 3),
    ADD(3, 4),
    CHECK(4, 5),
    WAIT(5, 6),
    GET_NUM_KEYS(6, 7),
    WATCH_KEY(7, -1),
    DELETE_KEY(8, 8),
    APPEND(-1, 9),
    MULTI_GET(-1, 10),
    MULTI_SET(-1, 11),
    CANCEL_WAIT(-1, 12),
    PING(-1, 13),
    QUEUE_PUSH(-1, 14),
    QUEUE_POP(-1, 15),
    QUEUE_LEN(-1, 16),
    LIST_KEYS(-1, 17),
    BARRIER(-1, 18),
    /** Of our own servers only: a COMPARE_SET that answers whether it set the key. */
    REPLACE(-1, 0xe1),
    /** Of our own servers only: keys that are set when the connection ends. */
    PRESENCE(-1, 0xe2),
    /** Of our own servers only: a request about the cells of a run. */
    CELLS(-1, 0xe3);

    private static final Operation[] ALL = values();

    private final int legacy113;
    private final int current;

    Operation(int legacy113, int current) {
        this.legacy113 = legacy113;
        this.current = current;
    }

    /** {@return whether the dialect has it} */
    public boolean isIn(Dialect dialect) {
        return codeIn(dialect) >= 0;
    }

    /**
     * {@return its byte}
     *
     * @throws IllegalArgumentException if the dialect does not have it
     */
    public byte code(Dialect dialect) {
        int code = codeIn(dialect);
        if (code < 0) {
            throw new IllegalArgumentException(dialect + " has no " + this);
        }
        return (byte) code;
    }

    /** {@return what the byte means; empty if the dialect does not have it} */
    public static Optional<Operation> of(byte code, Dialect dialect) {
        for (Operation operation : ALL) {
            if (operation.codeIn(dialect) == (code & 0xff)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private int codeIn(Dialect dialect) {
        return switch (dialect) {
            case LEGACY_1_13 -> legacy113;
            case CURRENT -> current;
        };
    }
}
