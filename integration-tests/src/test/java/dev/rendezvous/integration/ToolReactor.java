package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * A Maven project with one module for each packer, and what it makes of an application and its plugins.
 *
 * <p>The parts are modules of the same project, whose classes are compiled beforehand. So they are found in the reactor, and
 * the local repository of the user gets the tools and nothing of ours.
 */
final class ToolReactor {

    private static final int SECONDS = 600;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Path folder;

    private ToolReactor(Path folder) {
        this.folder = folder;
    }

    /** Copies the project of the test resources, and gives its modules of these names the contents of these jars. */
    static ToolReactor of(Path folder, Path project, Map<String, Path> parts) throws IOException {
        copy(project, folder);
        ToolReactor reactor = new ToolReactor(folder);
        for (Map.Entry<String, Path> part : parts.entrySet()) {
            reactor.fill(part.getKey(), part.getValue());
        }
        return reactor;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            paths.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void fill(String module, Path jar) throws IOException {
        for (Map.Entry<String, byte[]> entry : Author.contents(jar).entrySet()) {
            Path file = file(module + "/target/classes/" + entry.getKey());
            if (!entry.getKey().equals(MANIFEST)) {
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
        }
        Path pom = file(module + "/pom.xml");
        if (!Files.exists(pom)) {
            Files.writeString(pom, Files.readString(file("library-pom.xml")).replace("LIBRARY", module));
        }
    }

    void package_() throws IOException, MavenInvocationException {
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(folder.toFile());
        request.setBatchMode(true);
        request.setNoTransferProgress(true);
        request.addArg("package");
        request.addArg("-Dmaven.test.skip");
        request.setTimeoutInSeconds(SECONDS);
        request.setJavaHome(new File(System.getProperty("java.home")));
        request.setLocalRepositoryDirectory(new File(System.getProperty("rendezvous.maven.repository")));
        StringBuilder output = new StringBuilder();
        request.setOutputHandler(line -> output.append(line).append('\n'));
        DefaultInvoker invoker = new DefaultInvoker();
        invoker.setMavenHome(new File(System.getProperty("rendezvous.maven.home")));
        InvocationResult result = invoker.execute(request);
        assertThat(result.getExitCode()).as(output.toString()).isZero();
    }

    /** {@return a file of the project, which need not be there} */
    Path file(String path) {
        return folder.resolve(path);
    }

    /** {@return the version of a tool, as the project names it} */
    String version(String tool) throws IOException {
        Matcher matcher =
                Pattern.compile("<" + tool + "\\.version>([^<]+)<").matcher(Files.readString(file("pom.xml")));
        assertThat(matcher.find()).as("the version of %s", tool).isTrue();
        return matcher.group(1);
    }

    /** Runs a tool that has a main class, in the module of the tools. */
    void runTool(String mainClass, String... arguments) throws IOException, InterruptedException {
        // A short run is over before the optimising compiler and a second collector thread pay.
        List<String> command = new ArrayList<>(List.of(
                PackedApplication.currentJava().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Files.readString(file("tools/target/class-path.txt")).strip(),
                mainClass));
        command.addAll(List.of(arguments));
        ToolProcess.run(file("tools"), command);
    }
}
