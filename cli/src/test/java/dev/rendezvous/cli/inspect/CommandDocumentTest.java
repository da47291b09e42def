package dev.rendezvous.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.inspect.lock.Lock;
import dev.rendezvous.cli.inspect.lock.LockTree;
import dev.rendezvous.cli.inspect.verify.Problem;
import dev.rendezvous.cli.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/command.md} promises to scripts. */
class CommandDocumentTest {

    private static final Pattern FINDING = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    private static final Pattern LOCK = Pattern.compile("(?s)```json\n(.*?)\n```");

    private final String page = read();

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "command.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyFindingHasOneLine() {
        String table = page.substring(page.indexOf("<!-- findings: begin -->"), page.indexOf("<!-- findings: end -->"));
        List<String> documented =
                FINDING.matcher(table).results().map(result -> result.group(1)).toList();

        assertThat(documented)
                .containsExactlyElementsOf(
                        Arrays.stream(Problem.values()).map(Problem::id).toList());
    }

    @Test
    void shownLockEqualsTheWrittenOne() throws IOException {
        String shown =
                LOCK.matcher(page).results().map(MatchResult::group).findFirst().orElseThrow();
        String json = shown.substring("```json\n".length(), shown.length() - "\n```".length());

        Lock lock = LockTree.parse(Json.parse(json));

        assertThat(Json.text(LockTree.of(lock))).isEqualTo(json);
    }
}
