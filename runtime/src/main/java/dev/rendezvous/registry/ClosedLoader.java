package dev.rendezvous.registry;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;

/**
 * Detects that a {@link URLClassLoader} is closed. It has no method that says so; it only finds nothing, which looks like a path
 * without backends.
 */
final class ClosedLoader {

    /** So many files of the path are tried until one can be read. */
    private static final int MAX_TRIED = 3;

    private ClosedLoader() {}

    static void report(ClassLoader loader, IndexScan scan) {
        if (loader instanceof URLClassLoader urls && !hasIndexOf(urls.getURLs(), scan.indexes())) {
            fileThatIsNotFound(urls)
                    .ifPresent(file -> scan.problem(Locations.of(loader), 0, IndexMessages.loaderClosed(file)));
        }
    }

    /** A loader lists its parents' resources first, so the last index is its own if any is. */
    private static boolean hasIndexOf(URL[] path, List<LocatedIndex> indexes) {
        if (path.length == 0) {
            return true;
        }
        String last = indexes.isEmpty() ? "" : indexes.get(indexes.size() - 1).place();
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
