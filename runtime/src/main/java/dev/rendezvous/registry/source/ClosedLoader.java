package dev.rendezvous.registry.source;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;

/**
 * Detects that a {@link URLClassLoader} is closed. It has no method that says so; it only finds nothing, which looks like a path
 * without backends.
 */
public final class ClosedLoader {

    /** So many files of the path are tried until one can be read. */
    private static final int MAX_TRIED = 3;

    private ClosedLoader() {}

    /**
     * {@return a file on the path of the loader whose resources the loader does not find; empty if the loader is not closed}
     *
     * @param loader the loader
     * @param lastResource where the last resource was found that the loader listed just now; empty if it listed none
     */
    public static Optional<String> unseenFile(ClassLoader loader, String lastResource) {
        return loader instanceof URLClassLoader urls && !isOwn(lastResource, urls.getURLs())
                ? fileThatIsNotFound(urls)
                : Optional.empty();
    }

    /** A loader lists the resources of its parents first, so the last one is its own if any is. */
    private static boolean isOwn(String last, URL[] path) {
        int start = last.startsWith("jar:file:") ? "jar:file:".length() : "file:".length();
        for (int i = path.length - 1; i >= 0; i--) {
            if (last.startsWith(path[i].getPath(), start)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> fileThatIsNotFound(URLClassLoader loader) {
        int tried = 0;
        for (URL url : loader.getURLs()) {
            if (tried++ == MAX_TRIED) {
                break;
            }
            Optional<ClassFiles> files = ClassFiles.at(Optional.of(Locations.uri(url)));
            Optional<String> resource = files.flatMap(ClosedLoader::anyResource);
            if (resource.isPresent()) {
                return loader.findResource(resource.get()) == null
                        ? Optional.of(files.get().place())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> anyResource(ClassFiles files) {
        try {
            return files.exist() ? files.anyResource() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
