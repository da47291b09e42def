package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueNearMissTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    INT      | 10_000    | 10000
                    INT      | 1,000     | 1000
                    INT      | -5L       | -5
                    BOOL     | ture      | true
                    BOOL     | ' True '  | true
                    BOOL     | on        | true
                    BOOL     | Off       | false
                    DURATION | 5 minutes | 5m
                    DURATION | 5 min     | 5m
                    DURATION | 30 Sec    | 30s
                    DURATION | 1 s       | 1s
                    DURATION | 250 ms    | 250ms
                    DURATION | 3millis   | 3ms
                    DURATION | 2 hours   | 2h
                    """)
    void valueThatWasMeantIsOffered(ValueType type, String text, String meant) {
        assertThat(type.accepts(text)).isFalse();
        assertThat(ValueNearMiss.of(type, text)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    STRING   | anything
                    INT      | ten
                    INT      | 9_999_999_999
                    INT      | 1.5
                    BOOL     | perhaps
                    BOOL     | ''
                    DURATION | 5 parsecs
                    DURATION | soon
                    DURATION | 99999999999999999999 s
                    """)
    void nothingIsOfferedWhereNothingIsNear(ValueType type, String text) {
        assertThat(ValueNearMiss.of(type, text)).isEmpty();
    }
}
