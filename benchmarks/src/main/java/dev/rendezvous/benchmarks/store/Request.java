package dev.rendezvous.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the load asks for, of a key of each client's own, with values of 16 bytes. */
enum Request {
    GET,
    ADD,
    COMPARE_SET,
    /** It has no answer; one that has comes at the end, so that all were served. */
    SET;

    static final byte[] VALUE = "sixteen bytes of".getBytes(UTF_8);

    /** {@return the length of the answer; 0 if there is none} */
    int answer() {
        return switch (this) {
            case GET, COMPARE_SET -> Frames.NUMBER + VALUE.length;
            case ADD -> Frames.NUMBER;
            case SET -> 0;
        };
    }

    byte[] frame(String key) {
        return switch (this) {
            case GET -> Frames.get(key);
            case ADD -> Frames.add(key + "/counter", 1);
            case COMPARE_SET -> Frames.compareSet(key, VALUE, VALUE);
            case SET -> Frames.set(key, VALUE);
        };
    }
}
