package dev.rendezvous.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.rendezvous.cli.Run;
import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rdzv store} sets, gets, counts and awaits values, and a failure names its reason. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class StoreValueCommandsTest {

    private final LocalStore store;

    StoreValueCommandsTest() throws IOException {
        store = new LocalStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsSetIsGot() {
        assertThat(store.run("set", "greeting", "hello")).isEqualTo(new Run(0, "", ""));
        assertThat(store.run("get", "greeting")).isEqualTo(new Run(0, "hello\n", ""));
    }

    @Test
    void missingKeyIsNotAwaited() {
        Run run = store.run("get", "missing");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("rdzv: no value for [missing]");
    }

    @Test
    void counterCountsAndTellsWhereItIs() {
        assertThat(store.run("add", "counter").out()).isEqualTo("1\n");
        assertThat(store.run("add", "counter", "41").out()).isEqualTo("42\n");
        assertThat(store.run("add", "counter", "--", "-2").out()).isEqualTo("40\n");
    }

    @Test
    void valueThatIsNoNumberIsNotCounted() {
        store.run("set", "name", "vm");

        Run run = store.run("add", "name");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("the value of the key name is not a decimal number");
    }

    @Test
    void waitNamesTheMissingKeys() {
        store.run("set", "one", "1");
        store.run("set", "two", "2");

        assertThat(store.run("wait", "one", "two")).isEqualTo(new Run(0, "", ""));
        Run run = store.run("wait", "one", "three", "--timeout=50ms");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no value for [three]").doesNotContain("one");
    }

    @Test
    void storeThatIsNotThereIsNamed() throws IOException {
        int port = FreePort.find();

        Run run = Run.of("store", "get", "key", "--endpoint=127.0.0.1:" + port, "--connect-timeout=10ms");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot connect to the store at 127.0.0.1:" + port)
                .contains("refuses the connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint=~", "--endpoint=localhost:0", "--dialect=2.2", "--secret-file=no/such/file"})
    void whatCannotBeMeantIsWrongUsage(String option) {
        Run run = Run.of("store", "get", "key", "--endpoint=localhost:1", option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("rdzv: ");
    }

    @Test
    void missingCommandShowsTheUsageAsAnError() {
        Run run = Run.of("store");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Usage: rdzv store");
    }
}
