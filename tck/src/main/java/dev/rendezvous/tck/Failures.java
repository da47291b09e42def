package dev.rendezvous.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Calls that must fail. */
final class Failures {

    private Failures() {}

    /** {@return what the call threw, after its type and the parts of its message were checked} */
    static <T extends Throwable> T expect(Class<T> type, Executable call, String... messageParts) {
        T thrown = assertThrows(type, call);
        for (String part : messageParts) {
            String message = String.valueOf(thrown.getMessage());
            assertTrue(message.contains(part), () -> "the message \"" + message + "\" must contain \"" + part + "\"");
        }
        return thrown;
    }
}
