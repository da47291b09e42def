package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM throws while it defines a class is a failure to load; what the backend throws is its own. */
class ClassDefinitionTest {

    private static final String PROVIDER_FILE = PluginJar.provider("Bad").replace('.', '/') + ".class";

    @TempDir
    Path dir;

    @Test
    void differingSignersAreALoadFailure() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("signed.jar"));
        byte[] provider = remove(jar, PROVIDER_FILE);
        sign(jar);
        add(jar, PROVIDER_FILE, provider);

        assertLoadFailure(jar, "signer information");
    }

    @Test
    void changedClassOfSignedJarIsLoadFailure() throws Exception {
        Path jar = PluginJar.with("Bad", "bad").write(dir.resolve("signed.jar"));
        sign(jar);
        byte[] backend = remove(jar, "com/acme/Bad.class");
        byte[] changed =
                new String(backend, ISO_8859_1).replace("closed.", "CLOSED.").getBytes(ISO_8859_1);
        add(jar, "com/acme/Bad.class", changed);

        assertLoadFailure(jar, "digest error");
    }

    @Test
    void classBesideASealedPackageIsLoadFailure() throws Exception {
        Path sealed = PluginJar.with("Bad", "bad")
                .without("com.acme.Bad")
                .resource("META-INF/MANIFEST.MF", sealedManifest())
                .write(dir.resolve("sealed.jar"));
        Path other = PluginJar.empty()
                .backendWithoutIndex("Bad", "bad")
                .without(PluginJar.provider("Bad"))
                .write(dir.resolve("other.jar"));

        assertLoadFailure(sealed, other, "sealing violation");
    }

    @Test
    void classMissingForHandlersNameIsLoadFailure() throws Exception {
        Path jar = PluginJar.with("Bad", "bad")
                .source("com.acme.Bad", PluginJar.handlerSource("Bad", "Name.of()", ""))
                .source("com.acme.Name", "package com.acme; class Name { static String of() { return \"bad\"; } }")
                .without("com.acme.Name")
                .write(dir.resolve("incomplete.jar"));

        assertLoadFailure(jar, "com/acme/Name");
    }

    @Test
    void securityExceptionOfTheBackendPassesThrough() throws Exception {
        Path jar = PluginJar.with("Bad", "bad")
                .source(
                        "com.acme.Bad",
                        PluginJar.handlerSource(
                                "Bad", "\"bad\"", "if (true) throw new SecurityException(\"refused\");"))
                .write(dir.resolve("refusing.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .isExactlyInstanceOf(SecurityException.class)
                    .hasMessage("refused");
        }
    }

    @Test
    void exceptionOfTheJdkInBackendPassesThrough() throws Exception {
        Path jar = PluginJar.with("Bad", "bad")
                .source(
                        "com.acme.Bad",
                        PluginJar.handlerSource("Bad", "\"bad\"", "java.util.List.of().iterator().next();"))
                .write(dir.resolve("failing.jar"));

        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);

            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .isExactlyInstanceOf(NoSuchElementException.class);
        }
    }

    private static void assertLoadFailure(Path jar, String cause) throws Exception {
        assertLoadFailure(jar, jar, cause);
    }

    private static void assertLoadFailure(Path jar, Path other, String cause) throws Exception {
        try (URLClassLoader loader = PluginJar.loader(jar, other)) {
            RendezvousRegistry registry = RendezvousRegistry.create();
            assertThat(registry.discover(loader).problems()).isEmpty();

            assertThatThrownBy(() -> registry.createHandler(asking("bad")))
                    .isInstanceOf(BackendLoadException.class)
                    .hasMessageContainingAll("the backend \"bad\" of file:" + jar, cause)
                    .hasCauseInstanceOf(Throwable.class);
        }
    }

    private static byte[] sealedManifest() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.SEALED, "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private void sign(Path jar) throws Exception {
        Path keys = dir.resolve("keys");
        String password = "changeit";
        run(List.of(
                "keytool",
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                password,
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test"));
        run(List.of("jarsigner", "-keystore", keys.toString(), "-storepass", password, jar.toString(), "key"));
    }

    private static void run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(arguments);
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", arguments.get(0))
                        .toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static byte[] remove(Path jar, String path) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            byte[] bytes = Files.readAllBytes(files.getPath(path));
            Files.delete(files.getPath(path));
            return bytes;
        }
    }

    private static void add(Path jar, String path, byte[] bytes) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Files.write(files.getPath(path), bytes);
        }
    }
}
