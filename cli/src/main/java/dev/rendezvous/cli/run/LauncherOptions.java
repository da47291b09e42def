package dev.rendezvous.cli.run;

import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.launcher.plan.RunOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The table of the launcher's options as options of picocli. The spellings of torchrun are hidden options of their own. */
final class LauncherOptions {

    private LauncherOptions() {}

    static void addTo(CommandSpec run) {
        for (RunOption option : RunOption.values()) {
            List<String> shown = option.aliases().stream()
                    .filter(name -> !name.startsWith("--"))
                    .toList();
            List<String> hidden = option.aliases().stream()
                    .filter(name -> name.startsWith("--"))
                    .toList();
            run.addOption(spec(option, option.flag(), shown).build());
            if (!hidden.isEmpty()) {
                run.addOption(spec(option, hidden.get(0), hidden.subList(1, hidden.size()))
                        .hidden(true)
                        .build());
            }
        }
    }

    private static OptionSpec.Builder spec(RunOption option, String name, List<String> more) {
        OptionSpec.Builder spec =
                OptionSpec.builder(name, more.toArray(String[]::new)).description(description(option));
        return switch (option.kind()) {
            case FLAG -> spec.arity("0").type(boolean.class);
            case VALUE -> spec.arity("1").type(String.class).paramLabel(option.label());
            case LIST ->
                spec.arity("1").type(List.class).auxiliaryTypes(String.class).paramLabel(option.label());
        };
    }

    private static String description(RunOption option) {
        String text = option.description().replace("%", "%%");
        return option.defaultValue().isEmpty() || text.contains("default")
                ? text
                : text + " Default: " + option.defaultValue() + ".";
    }

    /** {@return what was given on the command line} */
    static Map<RunOption, List<String>> typed(CommandLine.ParseResult parsed) {
        Map<RunOption, List<String>> typed = new EnumMap<>(RunOption.class);
        for (RunOption option : RunOption.values()) {
            add(parsed, option, option.flag(), typed);
            option.aliases().stream()
                    .filter(name -> name.startsWith("--"))
                    .findFirst()
                    .ifPresent(name -> add(parsed, option, name, typed));
        }
        return typed;
    }

    private static void add(
            CommandLine.ParseResult parsed, RunOption option, String name, Map<RunOption, List<String>> typed) {
        if (!parsed.hasMatchedOption(name)) {
            return;
        }
        boolean isFlag = option.kind() == RunOption.Kind.FLAG;
        List<String> values =
                isFlag ? List.of("true") : parsed.matchedOption(name).originalStringValues();
        if (typed.put(option, List.copyOf(values)) != null) {
            throw new UsageException(option.flag() + " and " + name + " are the same option; give one of them");
        }
    }
}
