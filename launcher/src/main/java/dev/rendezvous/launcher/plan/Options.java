package dev.rendezvous.launcher.plan;

import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.index.text.Quote;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of all options, each from the first source that has one. Immutable. */
final class Options {

    private final Map<RunOption, Sourced> values;

    private Options(Map<RunOption, Sourced> values) {
        this.values = values;
    }

    /**
     * {@return the values by precedence: option, own variable, variable of torchrun, detected, default}
     *
     * @param typed what was given on the command line
     * @param environment the variables of this process
     * @param detected what the environment of a scheduler says
     */
    static Options of(
            Map<RunOption, List<String>> typed, Map<String, String> environment, Map<RunOption, Sourced> detected) {
        Map<RunOption, Sourced> values = new EnumMap<>(RunOption.class);
        for (RunOption option : RunOption.values()) {
            values.put(option, value(option, typed, environment, detected));
        }
        Sourced backend = values.getOrDefault(RunOption.BACKEND, Sourced.of("", Sourced.DEFAULT));
        values.computeIfPresent(RunOption.BACKEND_OPT, (option, given) -> TorchConfig.translated(given, backend));
        return new Options(values);
    }

    private static Sourced value(
            RunOption option,
            Map<RunOption, List<String>> typed,
            Map<String, String> environment,
            Map<RunOption, Sourced> detected) {
        List<String> given = typed.getOrDefault(option, List.of());
        if (!given.isEmpty()) {
            return new Sourced(given, Sourced.OPTION);
        }
        for (String variable : List.of(option.variable(), option.torchVariable())) {
            String text = environment.getOrDefault(variable, "");
            if (!text.isEmpty()) {
                return Sourced.of(text, variable);
            }
        }
        Sourced found = detected.get(option);
        if (found != null) {
            return found;
        }
        String text = option.defaultValue();
        return new Sourced(text.isEmpty() ? List.of() : List.of(text), Sourced.DEFAULT);
    }

    Sourced get(RunOption option) {
        return values.getOrDefault(option, new Sourced(List.of(), Sourced.DEFAULT));
    }

    boolean isGiven(RunOption option) {
        return !get(option).isDefault();
    }

    /** {@return whether the user gave it; what was detected may be left out} */
    boolean isAsked(RunOption option) {
        String source = get(option).source();
        return source.equals(Sourced.OPTION)
                || source.equals(option.variable())
                || source.equals(option.torchVariable());
    }

    String text(RunOption option) {
        return get(option).text();
    }

    Optional<String> find(RunOption option) {
        return Optional.of(text(option)).filter(text -> !text.isEmpty());
    }

    boolean flag(RunOption option) {
        String text = text(option);
        return !text.isEmpty()
                && ValueType.parseBoolean(text).orElseThrow(() -> wrong(option, text, ValueType.BOOL.expected()));
    }

    int number(RunOption option, int least) {
        return number(option, least, "");
    }

    /**
     * {@return the value of an option that takes a number}
     *
     * @param otherwise what the option takes besides a number, as the end of the message
     */
    int number(RunOption option, int least, String otherwise) {
        String text = text(option);
        return ValueType.parseInt(text).stream()
                .filter(number -> number >= least)
                .findFirst()
                .orElseThrow(() -> wrong(option, text, "a whole number of at least " + least + otherwise));
    }

    Duration duration(RunOption option) {
        return duration(option, text(option));
    }

    Duration duration(RunOption option, String text) {
        return ValueType.parseDuration(text).orElseThrow(() -> wrong(option, text, ValueType.DURATION.expected()));
    }

    String oneOf(RunOption option, List<String> words) {
        String text = text(option);
        if (!words.contains(text)) {
            throw wrong(option, text, "one of " + String.join(", ", words));
        }
        return text;
    }

    PlanException wrong(RunOption option, String text, String expected) {
        return new PlanException(named(option) + " is " + Quote.text(text) + "; expected " + expected);
    }

    /** {@return how the user has named the option: the variable where a variable set it} */
    String named(RunOption option) {
        String source = get(option).source();
        boolean variable = source.equals(option.variable()) || source.equals(option.torchVariable());
        boolean elsewhere = !get(option).isDefault() && !get(option).isTyped();
        return variable ? source : option.flag() + (elsewhere ? " (from " + source + ")" : "");
    }

    /** A value may hold commas; a part without an equals sign belongs to the value before it. */
    Map<String, String> pairs(RunOption option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String last = "";
        for (String given : get(option).values()) {
            for (String part : option == RunOption.SET ? List.of(given) : List.of(given.split(",", -1))) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    last = part.substring(0, equals).strip();
                    pairs.put(last, part.substring(equals + 1));
                } else if (equals < 0 && pairs.containsKey(last) && option != RunOption.SET) {
                    pairs.merge(last, "," + part, String::concat);
                } else {
                    throw wrong(option, part, "KEY=VALUE");
                }
            }
        }
        return pairs;
    }

    /** {@return whether a node that joins restarts the workers} */
    boolean restartsOnJoin() {
        String text = text(RunOption.ON_CHANGE);
        if (text.startsWith("signal:")) {
            throw new PlanException(named(RunOption.ON_CHANGE) + " " + text
                    + " is not part of this version; expected restart or ignore");
        }
        return oneOf(RunOption.ON_CHANGE, List.of("restart", "ignore")).equals("restart");
    }
}
