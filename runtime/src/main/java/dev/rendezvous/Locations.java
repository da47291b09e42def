package dev.rendezvous;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;

/** Turns what class loaders say about places into URIs. */
final class Locations {

    private static final String URI_CHARACTERS = "-._~:/?#[]@!$&'()*+,;=%";

    private Locations() {}

    /** {@return the URL as a URI; one that is none, for instance with a blank in its path, is percent-encoded} */
    static URI uri(URL url) {
        String text = url.toExternalForm();
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return URI.create(
                    percentEncoded(text, URI_CHARACTERS.replace("%", "").replace("[]", "")));
        }
    }

    /**
     * {@return the jar, directory or module that a resource lies in; empty if the location does not end with the path}
     *
     * @param resource where the resource was found
     * @param path the path by which it was asked for
     */
    static Optional<URI> origin(URI resource, String path) {
        String text = resource.toString();
        if (!text.endsWith(path)) {
            return Optional.empty();
        }
        String root = text.substring(0, text.length() - path.length());
        if (text.startsWith("jar:") && root.endsWith("!/")) {
            return Optional.of(URI.create(root.substring("jar:".length(), root.length() - "!/".length())));
        }
        boolean module = text.startsWith("jrt:") && root.endsWith("/");
        return Optional.of(URI.create(module ? root.substring(0, root.length() - 1) : root));
    }

    /** {@return a name for a loader or layer whose own places cannot be listed} */
    static URI of(Object loaderOrLayer) {
        String kind = loaderOrLayer instanceof ClassLoader ? "loader:" : "layer:";
        String name =
                loaderOrLayer.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loaderOrLayer));
        return URI.create(kind + percentEncoded(name, URI_CHARACTERS));
    }

    /** {@return where a class came from, for a message} */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            return uri(source.getLocation()).toString();
        }
        return type.getModule().isNamed()
                ? "the module " + type.getModule().getName()
                : "the loader "
                        + of((Object) Optional.ofNullable(type.getClassLoader())
                                .orElseGet(ClassLoader::getSystemClassLoader));
    }

    private static String percentEncoded(String text, String allowed) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (alphanumeric || allowed.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }
}
