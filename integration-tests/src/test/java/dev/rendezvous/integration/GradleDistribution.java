package dev.rendezvous.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A real Gradle, put together from what Maven Central has of it: one jar with nearly all of its code. Gradle looks for its parts
 * by the names of their jars, so each part gets a jar of its own that only says that all jars belong to it. Two classes that the
 * one jar lacks are compiled from the sources in {@code src/test/resources/gradle}.
 */
final class GradleDistribution {

    private static final String VERSION = "8.5";
    private static final int TIMEOUT_SECONDS = 240;
    private static final Path SOURCES = Path.of("src", "test", "resources", "gradle");
    private static final Pattern PART = Pattern.compile("gradle-(.*)-classpath\\.properties");

    /** The parts that are in a real distribution and have no entry in the one jar. */
    private static final List<String> MORE_PARTS = List.of(
            "agents",
            "gradle-cli",
            "installation-beacon",
            "instrumentation-agent",
            "java-compiler-plugin",
            "kotlin-dsl",
            "kotlin-dsl-provider-plugins",
            "kotlin-dsl-tooling-models",
            "launcher",
            "runtime-api-info",
            "test-kit",
            "tooling-api-builders",
            "tooling-api-provider");

    /** What Gradle's own start script opens. */
    private static final List<String> OPENED = List.of(
            "java.base/java.util",
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.net",
            "java.base/java.nio.charset",
            "java.prefs/java.util.prefs");

    private final Path lib;
    private final Path userHome;
    private final Path log;

    /**
     * Puts it together.
     *
     * @param jars the folder with the one jar and what it depends on
     * @param dir an empty folder
     */
    GradleDistribution(Path jars, Path dir) throws IOException {
        this.lib = Files.createDirectories(dir.resolve("distribution/lib"));
        this.userHome = Files.createDirectories(dir.resolve("home"));
        this.log = dir.resolve("log.txt");
        Files.createDirectory(lib.resolve("plugins"));
        Files.writeString(
                userHome.resolve("gradle.properties"),
                "org.gradle.internal.instrumentation.agent=false\norg.gradle.vfs.watch=false\n");
        List<String> names = copy(jars);
        Map<String, byte[]> classes = compile(Files.createDirectory(dir.resolve("classes")));
        for (String part : parts()) {
            writePart(part, names, classes);
        }
    }

    /** {@return what Gradle printed} */
    String run(Path project, boolean succeeds, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(project, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Gradle did not end: " + Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        if ((process.exitValue() == 0) != succeeds) {
            throw new AssertionError(output);
        }
        return output;
    }

    private List<String> command(Path project, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPENED.forEach(opened -> command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED")));
        command.addAll(List.of(
                "-cp",
                Author.path(jarOf("installation-beacon"), jarOf("launcher"), lib.resolve("*")),
                "org.gradle.launcher.GradleMain",
                "--offline",
                "--no-daemon",
                "--info",
                "--gradle-user-home",
                userHome.toString(),
                "--project-dir",
                project.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> copy(Path jars) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.sorted().toList()) {
                names.add(jar.getFileName().toString());
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        return names;
    }

    private List<String> parts() throws IOException {
        List<String> parts = new ArrayList<>(MORE_PARTS);
        try (ZipFile all = new ZipFile(jarOf("api").toFile())) {
            all.stream()
                    .map(entry -> PART.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .forEach(part -> parts.add(part.group(1)));
        }
        return parts.stream().distinct().toList();
    }

    private void writePart(String part, List<String> names, Map<String, byte[]> classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (part.equals("launcher")) {
            // The daemon is started with this jar alone.
            String beacon = jarOf("installation-beacon").getFileName().toString();
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, beacon + " " + String.join(" ", names));
        }
        Map<String, byte[]> contents = new TreeMap<>();
        contents.put(
                "gradle-" + part + "-classpath.properties",
                ("projects=\nruntime=" + String.join(",", names) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        if (part.equals("installation-beacon") || part.equals("java-compiler-plugin")) {
            contents.putAll(classes);
            contents.keySet().removeIf(name -> name.contains("/") && !name.contains(packageIn(part)));
        }
        try (OutputStream file = Files.newOutputStream(jarOf(part));
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
    }

    private static String packageIn(String part) {
        return part.equals("installation-beacon") ? "/installation/beacon/" : "/compiler/java/";
    }

    private static Map<String, byte[]> compile(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of("-proc:none", "-d", classes.toString());
            var units = manager.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
        return Author.contents(Author.pack(classes, classes.resolveSibling("classes.jar")));
    }

    private Path jarOf(String part) {
        return lib.resolve("gradle-" + part + "-" + VERSION + ".jar");
    }
}
