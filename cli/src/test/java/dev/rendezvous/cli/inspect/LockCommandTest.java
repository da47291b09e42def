package dev.rendezvous.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rendezvous.cli.PluginJar;
import dev.rendezvous.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rdzv lock} and {@code rdzv verify --lock}. */
class LockCommandTest {

    private static final String INDEX = PluginJar.INDEX;

    /** The classes are in no jar, which is a finding of verify and no matter of a lock. */
    private static final String ETCD = """
            com.acme.Etcd_RendezvousProvider
            #rendezvous:1 com.acme.Etcd_RendezvousProvider name=etcd aliases=e implementation=com.acme.Etcd
            """;

    @TempDir
    Path temporary;

    private Path folder;
    private Path lock;

    @BeforeEach
    void findFolder() throws IOException {
        folder = temporary.toRealPath();
        lock = folder.resolve("rdzv.lock");
    }

    @Test
    void lockNamesBackendsAndDigests() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD + "org.hand.Written\n");

        Run run = Run.of("lock", jar, "--out", lock);

        assertThat(run).isEqualTo(new Run(0, "Wrote " + lock + ": 2 backends in 1 jar.\n", ""));
        assertThat(Files.readString(lock)).isEqualTo("""
                {
                  "lockVersion" : 1,
                  "jars" : [
                    {
                      "jar" : "acme.jar",
                      "sha256" : "%s"
                    }
                  ],
                  "backends" : [
                    {
                      "name" : "",
                      "aliases" : [ ],
                      "implementation" : "",
                      "provider" : "org.hand.Written",
                      "jar" : "acme.jar"
                    },
                    {
                      "name" : "etcd",
                      "aliases" : [
                        "e"
                      ],
                      "implementation" : "com.acme.Etcd",
                      "provider" : "com.acme.Etcd_RendezvousProvider",
                      "jar" : "acme.jar"
                    }
                  ]
                }
                """.formatted(sha256(jar)));
    }

    private static String sha256(Path jar) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sameJarsGiveTheSameBytesAnywhere() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path two = Files.createDirectory(folder.resolve("two"));
        for (Path each : new Path[] {one, two}) {
            PluginJar.withIndexOnly(each.resolve("a.jar"), ETCD);
            PluginJar.withIndexOnly(each.resolve("b.jar"), "org.b.P\n");
        }

        Run.of("lock", one.resolve("a.jar"), one.resolve("b.jar"), "--out", lock);
        Run.of("lock", two.resolve("b.jar"), two.resolve("a.jar"), "--out", folder.resolve("other"));

        assertThat(lock).hasSameBinaryContentAs(folder.resolve("other"));
    }

    @Test
    void whatWasLockedIsAsItWas() throws IOException {
        Path jar = PluginJar.compiled(folder, "mini");
        Run.of("lock", jar, "--out", lock);

        Run run = Run.of("verify", "--lock", lock, jar);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("1         0         " + jar + "\n");
    }

    @Test
    void addedRemovedAndChangedEntriesAreNamed() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Path changing = PluginJar.withIndexOnly(plugins.resolve("changing.jar"), ETCD);
        Path vanishing = PluginJar.withIndexOnly(
                plugins.resolve("vanishing.jar"), "org.v.P\n#rendezvous:1 org.v.P name=v implementation=org.v.V\n");
        Run.of("lock", plugins, "--out", lock);
        PluginJar.withIndexOnly(changing, ETCD.replace("aliases=e", "aliases=evil"));
        Files.delete(vanishing);
        PluginJar.withIndexOnly(
                plugins.resolve("appearing.jar"), "org.a.P\n#rendezvous:1 org.a.P name=a implementation=org.a.A\n");

        Run run = Run.of("verify", "--lock", lock, plugins);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(plugins + "/appearing.jar\n  appearing.jar is not in the lock\n")
                .contains(plugins + "/appearing.jar!/" + INDEX
                        + ":1\n  the backend \"a\" (org.a.P in appearing.jar) is not in the lock\n")
                .contains(changing + "\n  changing.jar has a different SHA-256 than in the lock: ")
                .contains(changing + "!/" + INDEX
                        + ":1\n  the backend \"etcd\" differs from the lock: aliases e -> evil\n")
                .contains(
                        lock + "\n  the backend \"v\" (org.v.P in vanishing.jar) is in the lock, but no longer there\n")
                .contains(lock + "\n  vanishing.jar is in the lock, but not among the paths\n");
    }

    @Test
    void nameFromAnotherJarIsAChange() throws IOException {
        Path honest = PluginJar.withIndexOnly(folder.resolve("honest.jar"), ETCD);
        Run.of("lock", honest, "--out", lock);
        Path other = PluginJar.withIndexOnly(folder.resolve("other.jar"), ETCD);

        assertThat(Run.of("verify", "--lock", lock, other).out())
                .contains("the backend \"etcd\" differs from the lock: jar honest.jar -> other.jar\n");
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD);

        JsonNode locked = new ObjectMapper()
                .readTree(Run.of("lock", "--json", jar, "--out", lock).out());
        PluginJar.withIndexOnly(jar, "");
        JsonNode verified = new ObjectMapper()
                .readTree(Run.of("verify", "--json", "--lock", lock, jar).out());

        assertThat(locked.toString())
                .isEqualTo("{\"written\":\"%s\",\"backends\":1,\"jars\":1,\"findings\":[]}".formatted(lock));
        assertThat(verified.at("/findings").findValuesAsText("problem"))
                .containsExactly("jar-changed", "backend-vanished");
    }

    @Test
    void unreadableJarKeepsTheOldLock() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        Files.writeString(lock, "the old lock");

        Run run = Run.of("lock", broken, "--out", lock);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Nothing was written").contains("\n" + broken + "\n  it cannot be read: ");
        assertThat(lock).hasContent("the old lock");
    }

    @Test
    void oldLockIsReplacedWithoutRemains() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD);
        Files.writeString(lock, "the old lock");

        assertThat(Run.of("lock", jar, "--out", lock).exitCode()).isZero();

        assertThat(Files.readString(lock)).startsWith("{");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void unusableLockPathIsWrongUsage() throws IOException {
        Path jar = PluginJar.compiled(folder, "mini");
        Path classes = folder.resolve("mini-classes");

        assertThat(Run.of("lock", jar).err()).contains("Missing required option: '--out=FILE'");
        assertThat(Run.of("lock", jar, "--out", folder).err()).contains(folder + " is a folder, expected a file");
        assertThat(Run.of("lock", jar, "--out", folder.resolve("absent/x")))
                .extracting(Run::exitCode)
                .isEqualTo(2);
        assertThat(Run.of("lock", classes, "--out", classes.resolve("x")).err())
                .contains("is part of what is locked; write the lock elsewhere");
        assertThat(Run.of("lock", jar, "--out", jar).exitCode()).isEqualTo(2);
        assertThat(classes.resolve("x")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | line 1 is not JSON: ",
                "null | the lock has no \"lockVersion\"",
                "{} | the lock has no \"lockVersion\"",
                "{\"lockVersion\":2} | the lock has the version 2, expected 1; read it with a newer rdzv",
                "{\"lockVersion\":1,\"jars\":{}} | the lock.jars is not an array",
                "{\"lockVersion\":1,\"jars\":[{\"jar\":1}]} | the lock.jars[0].jar is not a text",
                "{\"lockVersion\":1,\"jars\":[{\"jar\":\"a\"}]} | the lock.jars[0] has no \"sha256\"",
                "{\"lockVersion\":1,\"jars\":[] | line 1 is not JSON: ",
                "{\"lockVersion\":1} {} | has text after the end of the JSON value",
                "{\"lockVersion\":99999999999} | the lock has the version 99999999999, expected 1",
            })
    void aFileThatIsNoLockIsWrongUsageThatSaysWhere(String text, String message) throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD);
        Files.writeString(lock, text);

        Run run = Run.of("verify", "--lock", lock, jar);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("rdzv: " + lock + " is not a lock of rdzv: ")
                .contains(message);
    }

    @Test
    void lockThatIsNotThereIsWrongUsage() throws IOException {
        Path jar = PluginJar.withIndexOnly(folder.resolve("acme.jar"), ETCD);

        assertThat(Run.of("verify", "--lock", lock, jar)).isEqualTo(new Run(2, "", """
                rdzv: the lock %s does not exist; rdzv lock writes one
                Try 'rdzv verify --help'.
                """.formatted(lock)));
    }

    @Test
    void jarsInsideAnApplicationAreLockedSeparately() throws IOException {
        Path library = PluginJar.withIndexOnly(folder.resolve("one.jar"), ETCD);
        Path application =
                PluginJar.of(folder.resolve("app.jar"), Map.of("BOOT-INF/lib/one.jar", Files.readAllBytes(library)));

        Run.of("lock", application, "--out", lock);
        JsonNode tree = new ObjectMapper().readTree(Files.readString(lock));

        assertThat(tree.at("/jars").findValuesAsText("jar"))
                .containsExactly("app.jar", "app.jar!/BOOT-INF/lib/one.jar");
        assertThat(tree.at("/jars/1/sha256").asText()).isEqualTo(sha256(library));
        assertThat(tree.at("/backends/0/jar").asText()).isEqualTo("app.jar!/BOOT-INF/lib/one.jar");
    }
}
