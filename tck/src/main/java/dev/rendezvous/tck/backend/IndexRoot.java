package dev.rendezvous.tck.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jar or folder that an index lies in. It is read as a class loader reads it, which opens the file: the JDK reads a {@code jar:}
 * URL only up to its first {@code !/}. What is not a file is read through the URL.
 */
final class IndexRoot {

    private static final String CLASS = ".class";

    private final String url;
    private final URL context;
    private final Optional<Path> file;

    private IndexRoot(String url, URL context) {
        this.url = url;
        this.context = context;
        this.file = file(url);
    }

    /**
     * {@return the root of a file}
     *
     * @param url the file
     * @param path its path below the root
     */
    static IndexRoot of(URL url, String path) {
        String text = url.toExternalForm();
        return new IndexRoot(text.substring(0, text.length() - path.length()), url);
    }

    private static Optional<Path> file(String url) {
        boolean isInJar = url.startsWith("jar:") && url.endsWith("!/");
        String text = isInJar ? url.substring("jar:".length(), url.length() - "!/".length()) : url;
        try {
            return text.startsWith("file:") ? Optional.of(Path.of(uri(text))).filter(Files::exists) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return a URL as a URI} A URL that is not a URI is quoted, as the registry does. */
    static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return quoted(url);
        }
    }

    private static URI quoted(String url) {
        int colon = url.indexOf(':');
        try {
            URI quoted = new URI(url.substring(0, colon), url.substring(colon + 1), null);
            return URI.create(quoted.toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url, e);
        }
    }

    /** {@return the folder; empty for a jar, and for what is not a file} */
    Optional<Path> folder() {
        return file.filter(Files::isDirectory);
    }

    /** {@return the bytes of a file below this root; empty if there is none, or if it cannot be read} */
    Optional<byte[]> read(String path) {
        try {
            return Optional.ofNullable(file.isEmpty() ? throughUrl(path) : fromFile(file.get(), path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] fromFile(Path file, String path) throws IOException {
        if (Files.isDirectory(file)) {
            return Files.readAllBytes(file.resolve(path));
        }
        try (ZipFile jar = new ZipFile(file.toFile())) {
            ZipEntry entry = jar.getEntry(path);
            if (entry == null) {
                throw new IOException("no " + path);
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    /** Connections are not cached, so that the jar can be replaced and read again in one process. */
    private byte[] throughUrl(String path) throws IOException {
        URLConnection connection = new URL(context, url + path).openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** {@return the binary names of the classes below this root whose names end so, sorted; none if it is not a file} */
    List<String> classesWithSuffix(String suffix) {
        return paths().stream()
                .filter(path -> path.endsWith(suffix + CLASS) && !path.startsWith("META-INF/"))
                .map(path -> path.substring(0, path.length() - CLASS.length()).replace('/', '.'))
                .sorted()
                .toList();
    }

    private List<String> paths() {
        if (file.isEmpty()) {
            return List.of();
        }
        Path root = file.get();
        try {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    return files.map(path -> root.relativize(path).toString().replace('\\', '/'))
                            .toList();
                }
            }
            try (ZipFile jar = new ZipFile(root.toFile())) {
                return jar.stream().map(ZipEntry::getName).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
