package dev.rendezvous.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.registry.RendezvousRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node says of the database, and what is refused before anything is sent. */
class PostgresqlSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://db:5433/jobs db:5433/jobs",
                "db/jobs db:5432/jobs",
                "db:5433/jobs?sslmode=require db:5433/jobs",
                "a:1,b:2/jobs a:1,b:2/jobs",
                "[::1]:5433/jobs [::1]:5433/jobs",
                "db:5433 db:5433"
            })
    void endpointNamesServersAndDatabase(String endpoint, String shown) {
        assertThat(ServerAddress.parse(endpoint)).hasToString(shown);
    }

    @Test
    void passwordIsNotShown() {
        assertThat(ServerAddress.parse("db/jobs?user=me&password=hidden")).hasToString("db:5432/jobs");
    }

    @Test
    void listNamesEveryServer() {
        assertThat(ServerAddress.parse("a:1,b/jobs").hosts())
                .isEqualTo(List.of(new ServerAddress.Host("a", 1), new ServerAddress.Host("b", 5432)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:mysql://db/jobs",
                "postgres://me@db/jobs",
                "me:secret@db/jobs",
                "db:port/jobs",
                "db/jobs?sslmod=require"
            })
    void endpointThatIsNoneIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerAddress.parse(endpoint))
                .withMessageContaining("endpoint");
    }

    @Test
    void secretFileIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresqlSettings.of(
                        parameters("postgresql").config("secret_file", "file").build()))
                .withMessageContainingAll("secret_file", "password_file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres"})
    void backendIsFoundByNameAndAlias(String name) throws Exception {
        RendezvousRegistry registry = RendezvousRegistry.discovered(getClass().getClassLoader());
        try (RendezvousHandler handler = registry.createHandler(parameters(name).build())) {
            assertThat(handler).isInstanceOf(ElasticHandler.class);
        }
    }

    private static RendezvousParameters.Builder parameters(String name) {
        return RendezvousParameters.builder(name)
                .endpoint("127.0.0.1:1/jobs")
                .runId("run")
                .nodes(1, 2);
    }
}
