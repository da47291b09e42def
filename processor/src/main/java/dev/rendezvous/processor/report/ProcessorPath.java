package dev.rendezvous.processor.report;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains errors of the class loader that loads the processors: it finds a jar in another version than expected, or not at all. */
final class ProcessorPath {

    /** A jar that the processors need, and one of its classes. The published processor jar contains all of them. */
    private enum Part {
        PROCESSOR("rendezvous-processor", "dev.rendezvous.processor.", "dev.rendezvous.processor.model.RuntimeNames"),
        INDEX("rendezvous-index", "dev.rendezvous.index.", "dev.rendezvous.index.IndexFormat"),
        JAVAPOET("javapoet", "com.palantir.javapoet.", "com.palantir.javapoet.JavaFile");

        private final String jar;
        private final String prefix;
        private final String example;

        Part(String jar, String prefix, String example) {
            this.jar = jar;
            this.prefix = prefix;
            this.example = example;
        }

        private Optional<Class<?>> find() {
            try {
                return Optional.of(Class.forName(example, false, ProcessorPath.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError notThere) {
                return Optional.empty();
            }
        }
    }

    private ProcessorPath() {}

    /** An initializer that throws is a fault of the code, and not of the path. */
    static boolean isToBlame(LinkageError error) {
        return !(error instanceof ExceptionInInitializerError);
    }

    /** {@return what is wrong with the processor path, and how to correct it} */
    static String explain(LinkageError error) {
        List<String> missing = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part.find().isEmpty()) {
                missing.add(part.jar);
            }
        }
        String cause = missing.isEmpty() ? otherVersion(error) : "it lacks " + String.join(" and ", missing);
        return cause + " (" + error + "); the published jar of rendezvous-processor needs no other jar,"
                + " so put that one jar on the processor path, and no other version of it";
    }

    private static String otherVersion(LinkageError error) {
        String text = error.toString().replace('/', '.');
        for (Part part : Part.values()) {
            if (text.contains(part.prefix)) {
                return part.jar + " is of another version than the processor expects, or damaged: "
                        + part.find().map(ProcessorPath::location).orElse("unknown file");
            }
        }
        return "a class has another version than the processor at " + location(ProcessorPath.class) + " expects";
    }

    private static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "unknown file"
                : source.getLocation().toString();
    }
}
