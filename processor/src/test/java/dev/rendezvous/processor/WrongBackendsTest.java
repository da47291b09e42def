package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.processor.check.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each source under {@code wrong/} says on its own lines which errors it expects there: {@code // BUG: text}. Every error must
 * be expected and every expectation must be met, on both compilers. Eclipse's compiler finds the place of a value, but not
 * that of an item in a list of values, and points at the annotation instead: such lines say {@code // BUG[JAVAC]: text}.
 */
class WrongBackendsTest {

    private static final Pattern BUG = Pattern.compile("// BUG(?:\\[(\\w+)])?: ");

    @TempDir
    Path directory;

    static Stream<Arguments> sourcesAndCompilers() {
        return Resources.list("wrong").stream()
                .flatMap(source -> Arrays.stream(Compiler.values()).map(compiler -> Arguments.of(source, compiler)));
    }

    @ParameterizedTest
    @MethodSource("sourcesAndCompilers")
    void errorsStandOnTheLinesThatAreWrong(String source, Compiler compiler) throws Exception {
        Workspace workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        Path file = workspace.sourceFromResource(source, "com/acme/" + source.substring("wrong/".length()));

        Workspace.Outcome outcome = workspace.compileAll(compiler);

        assertThat(outcome.success()).isFalse();
        List<String> lines = Files.readAllLines(file);
        List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>(outcome.errors());
        for (int i = 0; i < lines.size(); i++) {
            for (String expected : expectedOn(lines.get(i), compiler)) {
                assertThat(messagesOn(i + 1, outcome.errors()))
                        .as(source + ":" + (i + 1))
                        .anyMatch(message -> message.contains(expected));
            }
            removeIfExpected(errors, i + 1, expectedOn(lines.get(i), compiler));
        }
        assertThat(errors).as("unexpected errors").isEmpty();
        assertThat(workspace.hasIndex()).isFalse();
    }

    @Test
    void everyRuleOfTheProcessorIsBrokenSomewhere() {
        String all = String.join(
                "\n", Resources.list("wrong").stream().map(Resources::text).toList());

        assertThat(Arrays.stream(Message.values())
                        .filter(message -> !all.contains("]: " + message.id()) && !all.contains("BUG: " + message.id()))
                        .toList())
                .as("these are shown by other tests")
                .containsExactly(
                        Message.LOCAL_CLASS,
                        Message.ILLEGAL_CLASS_NAME,
                        Message.RUNTIME_MISSING,
                        Message.BAD_INDEX_LINE,
                        Message.FILE_TROUBLE,
                        Message.NOT_PROVIDED,
                        Message.ILLEGAL_MODULE_POLICY,
                        Message.NEVER_READABLE,
                        Message.ILLEGAL_METADATA,
                        Message.FOREIGN_METADATA,
                        Message.COPIED_LINE,
                        Message.ILLEGAL_PROVIDER,
                        Message.INDEX_TAKEN,
                        Message.PROVIDER_IS_A_SOURCE,
                        Message.PROCESSOR_PATH,
                        Message.INTERNAL_ERROR);
    }

    private static List<String> expectedOn(String line, Compiler compiler) {
        List<String> expected = new ArrayList<>();
        List<MatchResult> marks = BUG.matcher(line).results().toList();
        for (int i = 0; i < marks.size(); i++) {
            int end = i + 1 < marks.size() ? marks.get(i + 1).start() : line.length();
            String only = marks.get(i).group(1);
            if (only == null || only.equals(compiler.name())) {
                expected.add(line.substring(marks.get(i).end(), end).strip());
            }
        }
        return expected;
    }

    private static List<String> messagesOn(int line, List<Diagnostic<? extends JavaFileObject>> errors) {
        return errors.stream()
                .filter(error -> error.getLineNumber() == line)
                .map(error -> error.getMessage(Locale.ROOT))
                .toList();
    }

    private static void removeIfExpected(
            List<Diagnostic<? extends JavaFileObject>> errors, int number, List<String> expected) {
        for (Iterator<Diagnostic<? extends JavaFileObject>> i = errors.iterator(); i.hasNext(); ) {
            Diagnostic<? extends JavaFileObject> error = i.next();
            String message = error.getMessage(Locale.ROOT);
            if (error.getLineNumber() == number && expected.stream().anyMatch(message::contains)) {
                i.remove();
            }
        }
    }
}
