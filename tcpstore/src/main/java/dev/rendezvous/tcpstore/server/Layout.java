package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.wire.Operation;

/** What follows the operation byte of a request. */
enum Layout {
    NOTHING(false, 0, 0),
    NONCE(false, 0, Integer.BYTES),
    KEY(false, 1, 0),
    KEY_AND_NUMBER(false, 1, Long.BYTES),
    KEY_AND_VALUE(false, 2, 0),
    KEY_AND_TWO_VALUES(false, 3, 0),
    KEYS(true, 1, 0),
    KEYS_WITH_VALUES(true, 2, 0);

    static final int MOST_TEXTS = 3;

    private final boolean isCounted;
    private final int texts;
    private final int trailerBytes;

    Layout(boolean isCounted, int texts, int trailerBytes) {
        this.isCounted = isCounted;
        this.texts = texts;
        this.trailerBytes = trailerBytes;
    }

    static Layout of(Operation operation) {
        return switch (operation) {
            case GET_NUM_KEYS, CANCEL_WAIT, LIST_KEYS -> NOTHING;
            case VALIDATE, PING -> NONCE;
            case GET, WATCH_KEY, DELETE_KEY, QUEUE_POP, QUEUE_LEN -> KEY;
            case ADD, BARRIER -> KEY_AND_NUMBER;
            case SET, APPEND, QUEUE_PUSH, CELLS -> KEY_AND_VALUE;
            case COMPARE_SET, REPLACE -> KEY_AND_TWO_VALUES;
            case CHECK, WAIT, MULTI_GET -> KEYS;
            case MULTI_SET, PRESENCE -> KEYS_WITH_VALUES;
        };
    }

    /** {@return whether a count comes first, and the texts as often as it says} */
    boolean isCounted() {
        return isCounted;
    }

    /** {@return how many texts there are, for each of the count if there is one} */
    int texts() {
        return texts;
    }

    /** {@return whether the text is a key; it is a value otherwise} */
    boolean isKey(int index) {
        return index % texts == 0;
    }

    /** {@return the size of the number at the end; 0 if there is none} */
    int trailerBytes() {
        return trailerBytes;
    }
}
