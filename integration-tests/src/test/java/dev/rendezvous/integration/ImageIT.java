package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the command with a Java that jlink has made, as the profile {@code image} of {@code dist} does. */
@DisabledOnOs(OS.WINDOWS)
class ImageIT {

    private static final List<String> MODULES =
            List.of(System.getProperty("rendezvous.image.modules", "").split(","));

    /** One class of pgjdbc takes a point of AWT. It is no part of what the backend does. */
    private static final Set<String> NOT_NEEDED = Set.of("java.desktop");

    /** What the JDK finds by name, so that no jar refers to its module. */
    private static final String PROBE = """
            package com.app;

            public class Main {
                public static void main(String[] args) throws Exception {
                    java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
                    java.security.KeyPairGenerator.getInstance("X25519").generateKeyPair();
                    boolean hasCurves = java.util.Arrays.stream(javax.net.ssl.SSLContext.getDefault().getDefaultSSLParameters()
                            .getCipherSuites()).anyMatch(suite -> suite.contains("ECDHE"));
                    if (!hasCurves) throw new IllegalStateException("no cipher suite with elliptic curves");
                    Class.forName("com.sun.jndi.dns.DnsContextFactory");
                    javax.naming.spi.NamingManager.getInitialContext(new java.util.Hashtable<>(java.util.Map.of(
                            "java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory",
                            "java.naming.provider.url", "dns://127.0.0.1:9"))).close();
                    Class.forName("com.sun.management.OperatingSystemMXBean");
                    java.lang.management.ManagementFactory.getOperatingSystemMXBean();
                    Class.forName("jdk.net.ExtendedSocketOptions");
                    Class.forName("sun.misc.Unsafe");
                    java.sql.DriverManager.getDrivers();
                    if (java.nio.file.spi.FileSystemProvider.installedProviders().size() < 2)
                        throw new IllegalStateException("no file system of zips");
                    System.out.println("all found in " + System.getProperty("java.home"));
                }
            }
            """;

    @TempDir
    static Path dir;

    private static Path home = Path.of("");

    @BeforeAll
    static void link() throws Exception {
        home = UnpackedDistribution.in(dir.resolve("zip"));
        Path java = home.resolve("jre/bin/java");
        ToolProcess.run(
                dir,
                List.of(
                        PackedApplication.currentJava().resolveSibling("jlink").toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        home.resolve("jre").toString()));
        ToolProcess.run(dir, List.of(java.toString(), "-Xshare:dump", "-Xlog:disable"));
    }

    @Test
    void jarsReferToNoOtherModule() throws Exception {
        StringWriter output = new StringWriter();
        List<String> arguments = new ArrayList<>(
                List.of("--ignore-missing-deps", "--multi-release", "17", "-s", "-cp", jars(File.pathSeparator)));
        arguments.addAll(List.of(jars(" ").split(" ")));
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(output), new PrintWriter(output), arguments.toArray(String[]::new));

        assertThat(code).as(output.toString()).isZero();
        Set<String> needed = output.toString()
                .lines()
                .filter(line -> line.contains(" -> "))
                .map(line -> line.substring(line.indexOf(" -> ") + 4).strip())
                .filter(name -> name.matches("(java|jdk)\\..*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(needed).contains("java.base", "java.sql");
        needed.removeAll(NOT_NEEDED);
        assertThat(MODULES).containsAll(needed);
    }

    @Test
    void whatIsFoundByNameIsThere() throws Exception {
        Path probe = Author.buildJar(dir, "probe", Map.of("com/app/Main.java", PROBE));

        String place = home.toRealPath().toString();

        assertThat(ToolProcess.run(
                        dir, List.of(home.resolve("jre/bin/java").toString(), "-cp", probe.toString(), "com.app.Main")))
                .anyMatch(line -> line.startsWith("all found in " + place));
    }

    @Test
    void commandRunsOnTheJavaOfItsFolder() throws Exception {
        assertThat(run("backends")).contains("static", "tcp", "etcd", "zookeeper", "postgresql", "c10d");
        assertThat(run("demo", "--backend", "static")).contains("rank 2, world size 3");
        assertThat(run("run", "--standalone", "--procs-per-node", "2", "--", "true"))
                .contains("done after 1 round");
    }

    private static String jars(String separator) throws Exception {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.map(Path::toString).collect(Collectors.joining(separator));
        }
    }

    /** With a JAVA_HOME that has no Java. */
    private static String run(String... words) throws Exception {
        Path output = Files.createTempFile(dir, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", home.resolve("bin/rdzv").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(Arrays.asList(words));
        builder.environment().put("JAVA_HOME", dir.toString());
        builder.environment().put("RDZV_ARCHIVE", "off");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output, UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
