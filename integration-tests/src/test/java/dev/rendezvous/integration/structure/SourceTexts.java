package dev.rendezvous.integration.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Comments and names of tests, of main code and of tests. */
final class SourceTexts {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b[^{;]*?\\bvoid\\s+(\\w+)\\s*\\(", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\{@code [^}]*\\}");

    private SourceTexts() {}

    /** {@return all Java sources below a folder, but for what was built} */
    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|\\.git)/.*"))
                    .sorted()
                    .toList();
        }
    }

    /** {@return the comments of a file, without the code that they quote} */
    static Stream<String> comments(Path file) {
        return COMMENT.matcher(text(file))
                .results()
                .map(found -> CODE.matcher(found.group()).replaceAll("").replaceAll("\\n\\s*\\*", "\n"));
    }

    /** {@return the names of the tests of a file} */
    static Stream<String> testNames(Path file) {
        return TEST.matcher(text(file)).results().map(found -> found.group(1));
    }

    /** {@return the words of a name in camel case, with blanks between them} */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
    }

    static long countWords(String name) {
        return Arrays.stream(words(name).split(" ", -1)).count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
