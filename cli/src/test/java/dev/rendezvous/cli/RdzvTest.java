package dev.rendezvous.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RdzvTest {

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsThatOfTheBuild(String option) {
        Run run = Run.of(option);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("rdzv \\d+\\.\\d+\\.\\d+\\S* \\(Java \\d\\S*\\)\n");
    }

    @Test
    void helpListsTheCommandsAndTheExitCodes() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: rdzv [-hV] COMMAND\n")
                .contains("  backends  ", "  explain   ", "  verify    ", "  lock      ")
                .contains("  demo      ", "  store     ")
                .contains("  0   fine\n  1   findings, or a failed job\n  2   wrong usage\n")
                .doesNotContain("demo-worker", "--stacktrace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backends", "explain", "demo"})
    void eachCommandHasHelpWithExitCodes(String command) {
        Run run = Run.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rdzv " + command).contains("--plugins=PATH", "Exit codes:");
        assertThat(Run.of("help", command).out()).isEqualTo(run.out());
    }

    @ParameterizedTest
    @CsvSource({"verify, PATH...", "lock, --out=FILE"})
    void theHelpOfWhatReadsJarsTellsWhatItReadsAndItsExitCodes(String command, String word) {
        Run run = Run.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rdzv " + command).contains(word, "--json", "Exit codes:");
        assertThat(Run.of("help", command).out()).isEqualTo(run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "keys,  --endpoint=HOST[:PORT]",
        "get,   --endpoint=HOST[:PORT]",
        "set,   --endpoint=HOST[:PORT]",
        "add,   --endpoint=HOST[:PORT]",
        "wait,  --endpoint=HOST[:PORT]",
        "serve, --bind=HOST",
    })
    void eachCommandForStoresHasHelp(String command, String option) {
        Run run = Run.of("store", command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: rdzv store " + command).contains(option, "Exit codes:");
    }

    @Test
    void missingCommandShowsTheUsageAsAnError() {
        Run run = Run.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: rdzv");
    }

    @ParameterizedTest
    @CsvSource({
        "bakends, Did you mean: rdzv backends?, rdzv",
        "backends --plugin=x, Possible solutions: --plugins, rdzv backends",
        "explain, Missing required parameter, rdzv explain",
        "backends --plugins, Missing required parameter for option '--plugins', rdzv backends",
    })
    void aSlipIsWrongUsageWithAWayOut(String words, String help, String command) {
        Run run = Run.of((Object[]) words.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("rdzv: ").contains(help).endsWith("Try '" + command + " --help'.\n");
    }

    @Test
    void errorIsOneLine() {
        assertThat(errorOf(false)).isEqualTo("rdzv: the node is gone\n");
    }

    @Test
    void stackTraceIsShownOnRequest() {
        assertThat(errorOf(true))
                .startsWith("rdzv: the node is gone\njava.lang.IllegalStateException: the node")
                .contains("\tat " + RdzvTest.class.getName());
    }

    /** A start reads only the model of the subcommand that is named. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "backends",
                "explain",
                "verify",
                "lock",
                "why",
                "demo",
                "run",
                "status",
                "close",
                "doctor",
                "store"
            })
    void subcommandAloneHasTheSameHelp(String word) {
        StringWriter out = new StringWriter();
        CommandLine alone = Rdzv.commandLine(Subcommand.namedBy(word));

        alone.setOut(new PrintWriter(out, true)).execute(word, "--help");

        assertThat(alone.getSubcommands()).containsOnlyKeys(word);
        assertThat(out.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo(Run.of(word, "--help").out());
    }

    private static String errorOf(boolean stackTrace) {
        StringWriter err = new StringWriter();
        CommandLine command = Rdzv.commandLine().setErr(new PrintWriter(err, true));
        int exitCode = new Failures(() -> stackTrace)
                .handleExecutionException(new IllegalStateException("the node\nis gone"), command, noWords(command));
        assertThat(exitCode).isEqualTo(1);
        return err.toString().replace(System.lineSeparator(), "\n");
    }

    private static CommandLine.ParseResult noWords(CommandLine command) {
        return command.parseArgs();
    }
}
