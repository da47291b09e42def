package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names jars which are not on the class path. */
public final class PluginOptions {

    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            description = "A jar with backends, or a folder of such jars. May be repeated.")
    private List<Path> paths = new ArrayList<>();

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
