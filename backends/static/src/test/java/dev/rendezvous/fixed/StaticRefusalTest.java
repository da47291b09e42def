package dev.rendezvous.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handler refuses settings that make no sense, and nodes that cannot belong to its group. */
final class StaticRefusalTest extends StaticFixture {

    @Test
    void secondNodeWithTheSameRankIsRefused() throws Exception {
        BackgroundCall<RendezvousInfo> host = BackgroundCall.start(handler(0, 3)::nextRendezvous);
        BackgroundCall<RendezvousInfo> first = BackgroundCall.start(handler(1, 3)::nextRendezvous);
        try (TcpStoreClient look = TcpStoreClient.builder("127.0.0.1", port()).connect()) {
            look.get("rendezvous/static/" + RUN + "/round/1/rank/1");
        }

        assertThatThrownBy(handler(1, 3)::nextRendezvous)
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("rank 1 too, and came before this one");

        handler(2, 3).nextRendezvous();
        assertThat(first.result().rank()).isEqualTo(1);
        assertThat(host.result().rank()).isZero();
    }

    @Test
    void twoHostsAreFoundOut() throws Exception {
        handler(0, 1).nextRendezvous();

        assertThatThrownBy(handler(0, 1)::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining(Integer.toString(port()))
                .hasMessageContaining("is another node rank 0 too");
    }

    @Test
    void storeOfAnotherRunIsNamed() throws Exception {
        handler(parameters(0, 1).runId("other")).nextRendezvous();

        assertThatThrownBy(handler(parameters(1, 2).config("join_timeout", "200ms"))::nextRendezvous)
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("is that of run other, and not of run " + RUN);
    }

    @Test
    void onlyNodesWithTheSameSecretMeet(@TempDir Path folder) throws Exception {
        String ours = secretFile(folder, "ours, and long enough");
        StaticRendezvousHandler host = handler(parameters(0, 2).config("secret_file", ours));
        StaticRendezvousHandler member = handler(parameters(1, 2).config("secret_file", ours));
        StaticRendezvousHandler stranger =
                handler(parameters(1, 2).config("secret_file", secretFile(folder, "theirs, and long enough")));
        BackgroundCall<RendezvousInfo> hosting = BackgroundCall.start(host::nextRendezvous);

        assertThat(member.nextRendezvous().rank()).isEqualTo(1);
        assertThat(hosting.result().rank()).isZero();
        assertThatThrownBy(stranger::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("the secrets")
                .hasMessageContaining("differ");
    }

    private static String secretFile(Path folder, String secret) throws IOException {
        return Files.writeString(folder.resolve(secret.substring(0, 4)), secret + "\n")
                .toString();
    }

    @Test
    void secretOutsideAFileIsRefused(@TempDir Path folder) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(parameters(0, 2).config("secret", "in the open, and long")))
                .withMessageContaining("secret_file")
                .withMessageNotContaining("in the open");
        String empty = Files.createFile(folder.resolve("empty")).toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(parameters(0, 2).config("secret_file", empty)))
                .withMessageContaining(empty)
                .withMessageContaining("it is empty; expected one line with the secret");
        String nowhere = folder.resolve("nowhere").toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler(parameters(0, 2).config("secret_file", nowhere)))
                .withMessageContaining(nowhere)
                .withMessageContaining("secret_file");
    }

    @ParameterizedTest
    @CsvSource({
        "'',               0,  2, the endpoint is empty",
        "' ',              0,  2, the endpoint is empty",
        "localhost,        0,  2, has no port",
        "localhost:0,      0,  2, has no port",
        "[2001:db8::1],    0,  2, has no port",
        "::1,              0,  2, has no port",
        "localhost:x,      0,  2, has no port",
        "localhost:29500, -1,  2, expected 0 to 1",
        "localhost:29500,  2,  2, expected 0 to 1",
        "localhost:29500, one, 2, rank",
    })
    void whatMakesNoSenseIsRefusedAtOnce(String endpoint, String rank, int nodes, String problem) {
        RendezvousParameters parameters = RendezvousParameters.builder("static")
                .endpoint(endpoint)
                .runId(RUN)
                .nodes(nodes, nodes)
                .config("rank", rank)
                .build();

        assertThatThrownBy(() -> new StaticRendezvousHandler(parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void addressOfIpv6IsAnEndpoint() {
        RendezvousParameters parameters = RendezvousParameters.builder("static")
                .endpoint("[::1]:29500")
                .runId(RUN)
                .config("rank", "0")
                .build();

        assertThat(StaticSettings.of(parameters).bindAddress()).isEqualTo("::1");
    }

    @Test
    void handlerNeedsARankAndARunId() {
        RendezvousParameters.Builder parameters =
                RendezvousParameters.builder("static").endpoint(endpoint());
        assertThatThrownBy(() -> new StaticRendezvousHandler(parameters.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rank is missing");
        assertThatThrownBy(() -> new StaticRendezvousHandler(
                        parameters.config("rank", "0").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run id");
    }
}
