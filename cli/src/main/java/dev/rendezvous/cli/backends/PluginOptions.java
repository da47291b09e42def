package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The option that names jars which are not on the class path. */
public final class PluginOptions {

    private static final String NAME = "--plugins";
    private static final String LABEL = "PATH";
    private static final String DESCRIPTION = "A jar with backends, or a folder of such jars. May be repeated.";

    @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
    private List<Path> paths = new ArrayList<>();

    /** {@return the option, for a command whose model is code} */
    public static OptionSpec model() {
        return OptionSpec.builder(NAME)
                .paramLabel(LABEL)
                .description(DESCRIPTION)
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .build();
    }

    /**
     * {@return what was given of the option of the model}
     *
     * @param parsed the words of the command
     */
    public static PluginOptions of(ParseResult parsed) {
        PluginOptions options = new PluginOptions();
        options.paths = parsed.matchedOptionValue(NAME, List.of());
        return options;
    }

    /** {@return whether the option was given at least once} */
    public boolean isGiven() {
        return !paths.isEmpty();
    }

    /**
     * {@return the jars that the paths name}
     *
     * @throws UsageException naming the path that is no jar and no folder of jars
     */
    public Plugins plugins() {
        return Plugins.of(paths);
    }
}
