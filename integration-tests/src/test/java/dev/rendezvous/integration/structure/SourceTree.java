package dev.rendezvous.integration.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The modules that the parent pom names, and their main code as javac parses it. */
final class SourceTree {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static final SourceTree BUILD = new SourceTree(
            Path.of(System.getProperty("rendezvous.root")).toAbsolutePath().normalize());

    private final Path root;
    private final Map<String, List<SourceFile>> parsed = new HashMap<>();

    private SourceTree(Path root) {
        this.root = root;
    }

    /** {@return the source tree that is built} */
    static SourceTree ofTheBuild() {
        return BUILD;
    }

    Path root() {
        return root;
    }

    /** {@return the folders of the modules that have main code, relative to the root} */
    List<String> modules() throws IOException {
        return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .map(result -> result.group(1))
                .filter(module -> Files.isDirectory(mainOf(module)))
                .toList();
    }

    /** {@return the main code of one module, which is parsed once} */
    synchronized List<SourceFile> parse(String module) throws IOException {
        List<SourceFile> known = parsed.get(module);
        if (known == null) {
            known = parseNow(module);
            parsed.put(module, known);
        }
        return known;
    }

    private List<SourceFile> parseNow(String module) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(filesOf(module));
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            Trees trees = Trees.instance(task);
            List<SourceFile> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new SourceFile(
                        root.relativize(Path.of(unit.getSourceFile().toUri())), unit, trees));
            }
            return sources;
        }
    }

    /** {@return the main code of several modules} */
    List<SourceFile> parseAll(List<String> modules) {
        return modules.stream().flatMap(this::stream).toList();
    }

    private Stream<SourceFile> stream(String module) {
        try {
            return parse(module).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> filesOf(String module) throws IOException {
        try (Stream<Path> files = Files.walk(mainOf(module))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private Path mainOf(String module) {
        return root.resolve(module).resolve("src/main/java");
    }
}
