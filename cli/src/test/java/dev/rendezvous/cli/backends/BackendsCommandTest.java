package dev.rendezvous.cli.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsCommandTest {

    private static final String TWO = """
            com.acme.Etcd_RendezvousProvider
            #rendezvous:1 com.acme.Etcd_RendezvousProvider name=etcd aliases=etcd-v3,e implementation=com.acme.Etcd -- Meets in etcd
            com.acme.Scheduler_RendezvousProvider
            #rendezvous:1 com.acme.Scheduler_RendezvousProvider name=acme-scheduler implementation=com.acme.Scheduler
            """;
    private static final String RIVAL = """
            org.rival.Etcd
            #rendezvous:1 org.rival.Etcd name=e implementation=org.rival.EtcdBackend
            """;

    @TempDir
    Path folder;

    @Test
    void tableListsBackendsWithoutLoadingTheirClasses() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme-backends-1.2.jar"), TWO);

        Run run = Run.of("backends", "--plugins", jar);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("NAME|ALIASES|DESCRIPTION|JAR"),
                        line -> assertThat(line).isEqualTo("acme-scheduler|acme-backends-1.2.jar"),
                        line -> assertThat(line).isEqualTo("etcd|etcd-v3,e|Meets in etcd|acme-backends-1.2.jar"),
                        line -> assertThat(line)
                                .startsWith("static|Meets at a TCP store that the node of rank 0 hosts|"));
    }

    @Test
    void onlyOwnBackendsShowTheUsualReasons() {
        Run run = Run.of("backends");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "static  ", "\nNo other backend was found: name the jars to look into with --plugins PATH.\n");
    }

    @Test
    void conflictFollowsTheTableWithBothSides() throws IOException {
        Path acme = PluginJar.withIndexOnly(folder.resolve("acme.jar"), TWO);
        Path rival = PluginJar.withIndexOnly(folder.resolve("rival.jar"), RIVAL);

        Run run = Run.of("backends", "--plugins", acme, "--plugins", rival);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("acme-scheduler", "rival.jar");
        assertThat(run.err()).isEqualTo("""
                conflict: the name "e" is claimed by
                  org.rival.EtcdBackend of %s
                  com.acme.Etcd of %s
                  none of them is taken: the application settles it with prefer("e", "org.rival.EtcdBackend"), or all jars but one go
                """.formatted(rival, acme));
        assertThat(Run.of("backends", "--plugins", rival, "--plugins", acme)).isEqualTo(run);
    }

    @Test
    void unusableLineIsReportedAndRestIsListed() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), "no class name!\n" + TWO);

        Run run = Run.of("backends", "--plugins", jar);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("acme-scheduler", "etcd");
        assertThat(run.err()).startsWith("problem: jar:" + jar.toFile().toURI()).contains(" line 1: ");
    }

    @Test
    void pathsDistinguishJarsOfTheSameName() throws IOException {
        Path acme = PluginJar.withIndexOnly(folder.resolve("one/backends.jar"), TWO);
        Path rival = PluginJar.withIndexOnly(folder.resolve("two/backends.jar"), RIVAL.replace("name=e", "name=r"));

        Run run = Run.of("backends", "--plugins", acme, "--plugins", rival);

        assertThat(run.out()).contains(acme.toString(), rival.toString());
    }

    @Test
    void longDescriptionKeepsTheJarInSight() throws IOException {
        String description = "blah ".repeat(40) + "last";
        Path jar =
                PluginJar.withIndexOnly(folder.resolve("a.jar"), RIVAL.stripTrailing() + " -- " + description + "\n");

        assertThat(Run.of("backends", "--plugins", jar).out())
                .contains("...  a.jar")
                .doesNotContain("last");
        assertThat(json("backends", "--json", "--plugins", jar)
                        .at("/backends/0/description")
                        .asText())
                .isEqualTo(description);
    }

    @Test
    void jsonTellsEverythingInFull() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), TWO);

        JsonNode backend = json("backends", "--json", "--plugins", jar).at("/backends/1");

        assertThat(backend.toString()).isEqualTo("""
                {"name":"etcd","aliases":["etcd-v3","e"],"description":"Meets in etcd",\
                "implementationClass":"com.acme.Etcd","providerClass":"com.acme.Etcd_RendezvousProvider",\
                "origin":"%s"}""".formatted(jar.toFile().toURI()));
    }

    @Test
    void jsonHoldsConflictsAndProblemsAsFields() throws IOException {
        Path acme = PluginJar.withIndexOnly(folder.resolve("acme.jar"), TWO + "no class name!\n");
        Path rival = PluginJar.withIndexOnly(folder.resolve("rival.jar"), RIVAL);

        Run run = Run.of("backends", "--json", "--plugins", folder);
        JsonNode tree = new ObjectMapper().readTree(run.out());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(tree.at("/conflicts/0/name").asText()).isEqualTo("e");
        assertThat(tree.at("/conflicts/0/candidates")).hasSize(2);
        assertThat(tree.at("/conflicts/0/candidates/0/origin").asText())
                .isEqualTo(rival.toFile().toURI().toString());
        assertThat(tree.at("/problems/0/line").asInt()).isEqualTo(5);
        assertThat(tree.at("/problems/0/location").asText())
                .startsWith("jar:" + acme.toFile().toURI());
        assertThat(tree.at("/problems/0/message").asText()).isNotBlank();
    }

    private static JsonNode json(Object... words) throws IOException {
        Run run = Run.of(words);
        assertThat(run.exitCode()).isZero();
        return new ObjectMapper().readTree(run.out());
    }
}
