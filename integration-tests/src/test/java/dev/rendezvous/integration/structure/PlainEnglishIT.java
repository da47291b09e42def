package dev.rendezvous.integration.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, texts, comments and names of tests do not use the words that CONTRIBUTING rules out. */
class PlainEnglishIT {

    private static final int MOST_WORDS = 8;

    /** They quote the words. */
    private static final List<String> QUOTING = List.of("PlainEnglishIT.java", "ForbiddenWords.java");

    private static final SourceTree TREE = SourceTree.ofTheBuild();

    @Test
    void pagesUsePlainWords() throws Exception {
        List<String> findings = new ArrayList<>();
        List<Path> pages = pages();
        for (Path page : pages) {
            ForbiddenWords.in(withoutQuotedCode(Files.readString(page)))
                    .forEach(word -> findings.add(page + ": " + word));
        }

        assertThat(pages).isNotEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void javadocAndMessagesUsePlainWords() throws Exception {
        List<UserTexts.Text> texts = TREE.parseAll(TREE.modules()).stream()
                .flatMap(file -> UserTexts.of(file).stream())
                .toList();

        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(texts.stream()
                        .flatMap(text ->
                                ForbiddenWords.in(text.words()).stream().map(word -> text.place() + ": " + word))
                        .distinct()
                        .collect(Collectors.joining("\n")))
                .isEmpty();
    }

    @Test
    void commentsUsePlainWords() throws Exception {
        assertThat(sources()
                        .flatMap(file -> SourceTexts.comments(file)
                                .flatMap(comment -> ForbiddenWords.in(comment).stream())
                                .map(word -> TREE.root().relativize(file) + ": " + word)))
                .isEmpty();
    }

    @Test
    void testNamesUseUpToEightPlainWords() throws Exception {
        List<String> names = sources()
                .flatMap(file -> SourceTexts.testNames(file).map(name -> file.getFileName() + ": " + name))
                .toList();

        assertThat(names).hasSizeGreaterThan(1_000);
        assertThat(names).filteredOn(PlainEnglishIT::isHardToRead).isEmpty();
    }

    private static boolean isHardToRead(String place) {
        String name = place.substring(place.indexOf(' ') + 1);
        return SourceTexts.countWords(name) > MOST_WORDS
                || !ForbiddenWords.in(SourceTexts.words(name)).isEmpty();
    }

    private static Stream<Path> sources() throws IOException {
        List<Path> files = SourceTexts.files(TREE.root());
        return files.stream()
                .filter(file -> !QUOTING.contains(file.getFileName().toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nobody came.", "lest it fail", "who waits", "five at the\n most", "Be it so", "mends it"})
    void aForbiddenWordIsFound(String text) {
        assertThat(ForbiddenWords.in(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"The smallest is chosen.", "at most five", "amendment", "to be iterated", "whose key"})
    void aPlainTextPasses(String text) {
        assertThat(ForbiddenWords.in(text)).isEmpty();
    }

    @Test
    void javadocOfPackagePrivateTypesDoesNotCount() throws Exception {
        assertThat(TREE.parse("tck").stream()
                        .filter(file -> file.type().endsWith(".CheckMessages"))
                        .flatMap(file -> UserTexts.of(file).stream())
                        .filter(text -> text.words().contains("What the kit says")))
                .isEmpty();
    }

    /** A word between backquotes is quoted and not used. */
    private static String withoutQuotedCode(String page) {
        return page.replaceAll("`[^`\n]+`", "``");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(TREE.root());
                Stream<Path> docs = Files.walk(TREE.root().resolve("docs"));
                Stream<Path> examples = Files.list(TREE.root().resolve("examples"))) {
            return Stream.of(top, docs, examples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(TREE.root()::relativize)
                    .map(TREE.root()::resolve)
                    .sorted()
                    .toList();
        }
    }
}
