package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which code catches which failure: handlers swallow rendezvous failures and let mistakes of the caller through. */
class RendezvousExceptionTest {

    static Stream<Arguments> children() {
        return Stream.of(
                child(RendezvousException::new, RendezvousException::new),
                child(RendezvousClosedException::new, RendezvousClosedException::new),
                child(RendezvousConnectionException::new, RendezvousConnectionException::new),
                child(RendezvousGracefulExitException::new, RendezvousGracefulExitException::new),
                child(RendezvousStateException::new, RendezvousStateException::new),
                child(RendezvousTimeoutException::new, RendezvousTimeoutException::new));
    }

    private static Arguments child(
            Function<String, RendezvousException> plain, BiFunction<String, Throwable, RendezvousException> withCause) {
        return Arguments.of(plain, withCause);
    }

    @ParameterizedTest
    @MethodSource("children")
    void failureIsUncheckedAndKeepsMessageAndCause(
            Function<String, RendezvousException> plain, BiFunction<String, Throwable, RendezvousException> withCause) {
        Throwable cause = new IllegalStateException("cause");

        assertThat(plain.apply("what happened"))
                .isInstanceOf(RuntimeException.class)
                .hasMessage("what happened")
                .hasNoCause();
        assertThat(withCause.apply("what happened", cause))
                .hasSameClassAs(plain.apply(""))
                .hasMessage("what happened")
                .cause()
                .isSameAs(cause);
    }

    @Test
    void childrenAreSiblings() {
        assertThat(List.of(
                        RendezvousClosedException.class,
                        RendezvousConnectionException.class,
                        RendezvousGracefulExitException.class,
                        RendezvousStateException.class,
                        RendezvousTimeoutException.class))
                .allSatisfy(type -> {
                    assertThat(type.getSuperclass()).isEqualTo(RendezvousException.class);
                    assertThat(Modifier.isFinal(type.getModifiers())).isTrue();
                });
    }
}
