package dev.rendezvous.registry.source;

import dev.rendezvous.index.text.Quote;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes class loaders and module layers for people: which one it is, and where it searches. */
public final class Sources {

    private static final int MAX_SHOWN = 3;

    private Sources() {}

    public static String describe(Object source) {
        if (source instanceof ModuleLayer layer) {
            List<String> modules =
                    layer.modules().stream().map(Module::getName).sorted().toList();
            return "the module layer of " + shortened(modules, "no module");
        }
        if (source == ClassLoader.getSystemClassLoader()) {
            return "the class path";
        }
        String searched = source instanceof URLClassLoader loader ? " of " + files(loader) : "";
        return "the class loader " + name(source) + searched + " with its parents";
    }

    private static String name(Object source) {
        String type = source.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(source));
        String name = source instanceof ClassLoader loader ? loader.getName() : null;
        return name == null ? type : Quote.text(name) + " (" + type + ")";
    }

    private static String files(URLClassLoader loader) {
        List<String> files =
                Arrays.stream(loader.getURLs()).map(Sources::described).toList();
        return shortened(files, "no jar");
    }

    private static String described(URL url) {
        Optional<ClassFiles> files = ClassFiles.at(Optional.of(Locations.uri(url)));
        boolean isMissing = files.isPresent() && !files.get().exist();
        return Locations.uri(url) + (isMissing ? " (which does not exist)" : "");
    }

    private static String shortened(List<String> texts, String none) {
        String shown = texts.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        int more = texts.size() - MAX_SHOWN;
        return texts.isEmpty() ? none : shown + (more > 0 ? " and " + more + " more" : "");
    }
}
