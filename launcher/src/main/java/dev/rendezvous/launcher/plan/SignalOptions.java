package dev.rendezvous.launcher.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the options that name signals. A name may be written with or without {@code SIG}. */
final class SignalOptions {

    private static final List<String> FOR_WORKERS = List.of("TERM", "INT", "HUP", "QUIT", "KILL", "USR1", "USR2");

    /** The Java virtual machine keeps the others for itself, or the system does not let a program have them. */
    private static final List<String> FOR_THE_AGENT =
            List.of("INT", "TERM", "HUP", "USR1", "USR2", "CONT", "TSTP", "WINCH");

    private SignalOptions() {}

    /** {@return the signal that asks a worker to stop} */
    static String stop(Options options) {
        return name(options, RunOption.STOP_SIGNAL, options.text(RunOption.STOP_SIGNAL), FOR_WORKERS);
    }

    /** {@return what signals to the agent do} */
    static Signals ofTheAgent(Options options) {
        List<String> passedOn = Stream.of(options.text(RunOption.FORWARD).split(",", -1))
                .filter(text -> !text.isBlank() && !text.strip().equals("none"))
                .map(text -> name(options, RunOption.FORWARD, text, FOR_THE_AGENT))
                .distinct()
                .toList();
        return new Signals(
                passedOn,
                options.find(RunOption.DRAIN_ON).map(text -> name(options, RunOption.DRAIN_ON, text, FOR_THE_AGENT)));
    }

    private static String name(Options options, RunOption option, String text, List<String> known) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring("SIG".length()) : upper;
        if (!known.contains(name)) {
            throw options.wrong(option, text, "one of " + String.join(", ", known));
        }
        return name;
    }
}
