package dev.rendezvous.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"n1|n1", "n1,n2|n1", "n[1-3,7]|n1", "n[007-009]|n007", "rack[2,1]-n[4-5],x|rack2-n4"})
    void firstHostIsFound(String list, String first) {
        assertThat(HostList.first(list)).contains(first);
    }

    @Test
    void brokenListHasNoHost() {
        assertThat(HostList.first("n[1-3")).isEmpty();
        assertThat(HostList.first("")).isEmpty();
    }
}
