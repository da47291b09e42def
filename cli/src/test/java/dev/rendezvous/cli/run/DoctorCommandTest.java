package dev.rendezvous.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.Run;
import dev.rendezvous.cli.text.Json;
import java.net.ServerSocket;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The class path of these tests has the backend static only. */
class DoctorCommandTest {

    private static final Object[] STATIC = {
        "doctor",
        "--backend",
        "static",
        "--node-rank",
        "0",
        "--nodes",
        "1",
        "--endpoint",
        "127.0.0.1:1",
        "--run-id",
        "r"
    };

    @Test
    void findingsAreATable() {
        Run run = Run.of(STATIC);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("CHECK")
                .containsPattern("(?m)^java +ok ")
                .containsPattern("(?m)^backend +ok +static is dev.rendezvous.fixed")
                .containsPattern("(?m)^dial back +ok +[0-9.]+ ms ");
    }

    @Test
    void failureIsExitCodeOne() {
        Run run = Run.of("doctor", "--nodes", "2", "--run-id", "r", "--endpoint", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("(?m)^backend +fail +there is no backend tcp; expected one of static");
    }

    @Test
    void jsonHasTheSame() throws Exception {
        Run run = Run.of("doctor", "--json", "--nodes", "2");
        Object tree = Json.parse(run.out());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(tree)
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("ok", false)
                .extractingByKey("checks", InstanceOfAssertFactories.LIST)
                .anySatisfy(check -> assertThat(check)
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsAllEntriesOf(Map.of("check", "plan", "result", "fail")));
    }

    @Test
    void peersAreDialled() throws Exception {
        try (ServerSocket peer = new ServerSocket(0)) {
            Run run = Run.of("doctor", "--peer", "localhost:" + peer.getLocalPort(), "--peer", "localhost");

            assertThat(run.out())
                    .containsPattern("(?m)^peer localhost:[0-9]+ +ok .*connected from 127.0.0.1")
                    .containsPattern("(?m)^peer localhost +fail .*expected HOST:PORT");
        }
    }

    @Test
    void unknownOptionIsWrongUsage() {
        assertThat(Run.of("doctor", "--endpoin", "h:1").exitCode()).isEqualTo(2);
    }

    @Test
    void commandIsChecked() {
        assertThat(Run.of("doctor", "--", "no-such-program", "--nodes").out())
                .contains("no program no-such-program on the PATH");
    }
}
