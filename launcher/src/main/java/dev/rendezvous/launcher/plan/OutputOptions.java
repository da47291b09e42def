package dev.rendezvous.launcher.plan;

import dev.rendezvous.index.text.Quote;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what is printed, and which files are kept. */
final class OutputOptions {

    private static final int MOST_SHOWN_BY_DEFAULT = 8;

    private final Options options;
    private final int workers;

    private OutputOptions(Options options, int workers) {
        this.options = options;
        this.workers = workers;
    }

    /**
     * {@return the output}
     *
     * @param options the options of the run
     * @param workers how many workers this node has
     */
    static Output read(Options options, int workers) {
        return new OutputOptions(options, workers).read();
    }

    private Output read() {
        return new Output(
                options.find(RunOption.LOG_DIR).map(this::logDir),
                console(),
                options.find(RunOption.PREFIX),
                options.flag(RunOption.QUIET));
    }

    private Path logDir(String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new PlanException(options.named(RunOption.LOG_DIR) + ": cannot write below " + existing
                    + "; expected a folder that this user may write");
        }
        return folder;
    }

    private Output.Console console() {
        String text = options.text(RunOption.CONSOLE);
        if (!options.isGiven(RunOption.CONSOLE)) {
            return workers <= MOST_SHOWN_BY_DEFAULT ? new Output.Console.All() : new Output.Console.FirstLocal();
        }
        return switch (text) {
            case "all" -> new Output.Console.All();
            case "none" -> new Output.Console.None();
            case "local0" -> new Output.Console.FirstLocal();
            default ->
                new Output.Console.Ranks(CodeSet.parse(text.startsWith("rank") ? text.substring(4) : text)
                        .orElseThrow(() -> new PlanException(options.named(RunOption.CONSOLE) + " is "
                                + Quote.text(text) + "; expected all, none, local0, rank0, or ranks such as 0,2-3")));
        };
    }
}
