package dev.rendezvous.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One run of javac.
 *
 * @param sources the texts by the names of their classes
 * @param libraries what the sources see
 * @param processors the processor path; empty to run none
 */
record Compilation(Map<String, String> sources, List<Path> libraries, List<Path> processors) {

    private static final String MODULE = "module-info";

    /** {@return what javac and the processors wrote, by the paths of the files} */
    Map<String, byte[]> outputs() {
        try {
            Path folder = Files.createTempDirectory("classes");
            try {
                compile(folder);
                return Jars.contentsOf(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path folder) {
        List<String> options = new ArrayList<>(List.of("-d", folder.toString()));
        options.addAll(
                List.of(sources.containsKey(MODULE) ? "--module-path" : "-classpath", ClassPaths.join(libraries)));
        options.addAll(
                processors.isEmpty() ? List.of("-proc:none") : List.of("-processorpath", ClassPaths.join(processors)));
        List<Source> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, options, null, units)
                .call();
        if (!compiled) {
            throw new IllegalStateException(messages.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
