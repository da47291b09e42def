package dev.rendezvous.cli.run;

import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.launcher.plan.RunOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options of torchrun that have no counterpart here: they are taken, and say what they mean. */
final class TorchrunOptions {

    private static final List<List<String>> WITHOUT_MEANING = List.of(
            List.of("--monitor-interval", "--monitor_interval"),
            List.of("--start-method", "--start_method"),
            List.of("--event-log-handler", "--event_log_handler"),
            List.of("--signals-to-handle", "--signals_to_handle"));
    private static final List<String> LOCAL_RANKS = List.of("--local-ranks-filter", "--local_ranks_filter");
    private static final List<String> PREFIX = List.of("--log-line-prefix-template", "--log_line_prefix_template");
    private static final List<String> REDIRECTS = List.of("--redirects", "-r");
    private static final List<String> TEE = List.of("--tee", "-t");
    private static final List<String> NO_PYTHON = List.of("--no-python", "--no_python");
    private static final List<String> MODULE = List.of("--module", "-m");
    private static final List<String> RUN_PATH = List.of("--run-path", "--run_path");

    private TorchrunOptions() {}

    static void addTo(CommandSpec run) {
        WITHOUT_MEANING.forEach(names -> run.addOption(value(names)));
        run.addOption(value(LOCAL_RANKS));
        run.addOption(value(PREFIX));
        run.addOption(value(REDIRECTS));
        run.addOption(value(TEE));
        run.addOption(flag(NO_PYTHON));
        run.addOption(flag(MODULE));
        run.addOption(flag(RUN_PATH));
    }

    private static OptionSpec value(List<String> names) {
        return builder(names).arity("1").type(String.class).build();
    }

    private static OptionSpec flag(List<String> names) {
        return builder(names).arity("0").type(boolean.class).build();
    }

    private static OptionSpec.Builder builder(List<String> names) {
        return OptionSpec.builder(names.get(0), names.get(1)).hidden(true).description("An option of torchrun.");
    }

    /**
     * Changes what was typed as far as these options ask for it.
     *
     * @param typed what was typed, by option
     * @return what to tell the user
     */
    static List<String> translate(CommandLine.ParseResult parsed, Map<RunOption, List<String>> typed) {
        List<String> notes = new ArrayList<>();
        for (List<String> names : WITHOUT_MEANING) {
            if (parsed.hasMatchedOption(names.get(0))) {
                notes.add(names.get(0) + " of torchrun has no meaning here");
            }
        }
        if (parsed.hasMatchedOption(MODULE.get(0))) {
            throw new UsageException(
                    "rdzv run does not start Python by itself; write rdzv run OPTIONS -- python -m MODULE");
        }
        if (parsed.hasMatchedOption(RUN_PATH.get(0))) {
            throw new UsageException(
                    "rdzv run does not start Python by itself; write rdzv run OPTIONS -- python SCRIPT");
        }
        translateOutput(parsed, typed, notes);
        return notes;
    }

    private static void translateOutput(
            CommandLine.ParseResult parsed, Map<RunOption, List<String>> typed, List<String> notes) {
        if (parsed.hasMatchedOption(REDIRECTS.get(0)) && !parsed.hasMatchedOption(TEE.get(0))) {
            typed.putIfAbsent(RunOption.CONSOLE, List.of("none"));
            if (typed.putIfAbsent(RunOption.LOG_DIR, List.of(logs().toString())) == null) {
                notes.add(REDIRECTS.get(0) + " keeps the output in " + logs() + "; --log-dir chooses another folder");
            }
        }
        if (parsed.hasMatchedOption(LOCAL_RANKS.get(0))) {
            String ranks = parsed.matchedOptionValue(LOCAL_RANKS.get(0), "");
            if (ranks.equals("0")) {
                typed.putIfAbsent(RunOption.CONSOLE, List.of("local0"));
            } else {
                notes.add(LOCAL_RANKS.get(0) + " " + ranks + " has no counterpart; --console takes ranks of all nodes");
            }
        }
        if (parsed.hasMatchedOption(PREFIX.get(0))) {
            String template = parsed.matchedOptionValue(PREFIX.get(0), "");
            typed.putIfAbsent(
                    RunOption.PREFIX,
                    List.of(template.replace("${rank}", "{rank}")
                            .replace("${local_rank}", "{local}")
                            .replace("${role_name}", "")));
        }
    }

    private static Path logs() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "rdzv-" + ProcessHandle.current().pid());
    }
}
