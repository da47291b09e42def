package dev.rendezvous.registry.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;

/** Turns what class loaders say about places into URIs. */
public final class Locations {

    /** What may stand in a URI beside letters and digits; not the brackets, which may not stand in a path. */
    private static final String URI_CHARACTERS = "-._~:/?#@!$&'()*+,;=";

    private static final String NAME_CHARACTERS = "-._~@$";

    private static final String JAR = "jar:";
    private static final String SEPARATOR = "!/";

    private Locations() {}

    /** {@return the URL as a URI; one that is none, for instance with a blank in its path, is percent-encoded} */
    public static URI uri(URL url) {
        return uri(url.toExternalForm());
    }

    /** {@return the external form of a URL as a URI; see {@link #uri(URL)}} */
    public static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return encodedUri(text);
        }
    }

    private static URI encodedUri(String text) {
        int fragment = text.indexOf('#') + 1;
        String encoded = percentEncoded(text.substring(0, fragment), URI_CHARACTERS)
                + percentEncoded(text.substring(fragment), URI_CHARACTERS.replace(fragment > 0 ? "#" : "", ""));
        return parsed(encoded).orElseGet(() -> URI.create("url:" + percentEncoded(text, NAME_CHARACTERS)));
    }

    /**
     * {@return the jar, directory, module or native image that a resource lies in; empty if its location does not tell}
     *
     * @param resource where the resource was found, the external form of a URL
     * @param path the path by which it was asked for
     */
    public static Optional<URI> origin(String resource, String path) {
        Optional<URI> jar = ofJarFile(resource, path);
        return jar.isPresent() ? jar : ofAnything(withoutNumber(uri(resource).toString()), path);
    }

    /** By far the most resources lie in jars, and of these places no character need be looked at. */
    private static Optional<URI> ofJarFile(String resource, String path) {
        int end = resource.length() - path.length() - SEPARATOR.length();
        boolean plain = resource.startsWith(JAR) && resource.endsWith(path) && resource.indexOf(SEPARATOR) == end;
        return plain ? parsed(resource.substring(JAR.length(), end)) : Optional.empty();
    }

    private static Optional<URI> ofAnything(String resource, String path) {
        return root(resource, path)
                .or(() -> root(resource, percentEncoded(path, URI_CHARACTERS)))
                .flatMap(Locations::container);
    }

    private static Optional<URI> container(String root) {
        // In a multi-release jar the resource may be one of a version.
        String place = root.replaceFirst("META-INF/versions/\\d+/$", "");
        if (place.startsWith(JAR) && place.endsWith(SEPARATOR)) {
            return parsed(place.substring(JAR.length(), place.length() - SEPARATOR.length()));
        }
        boolean module = place.startsWith("jrt:") && place.endsWith("/");
        return parsed(module ? place.substring(0, place.length() - 1) : place);
    }

    /** GraalVM tells several resources of one path apart by a number. */
    private static String withoutNumber(String resource) {
        int number = resource.startsWith("resource:") ? resource.lastIndexOf('#') : -1;
        return number < 0 ? resource : resource.substring(0, number);
    }

    /** Letter case is left out because loaders do not agree on that of the digits of an escape. */
    private static Optional<String> root(String resource, String path) {
        int length = resource.length() - path.length();
        return resource.regionMatches(true, length, path, 0, path.length())
                ? Optional.of(resource.substring(0, length))
                : Optional.empty();
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@return a name for a loader or layer whose own places cannot be listed} */
    public static URI of(Object loaderOrLayer) {
        String kind = loaderOrLayer instanceof ClassLoader ? "loader:" : "layer:";
        String name =
                loaderOrLayer.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loaderOrLayer));
        return URI.create(kind + percentEncoded(name, NAME_CHARACTERS));
    }

    /** {@return where a class came from, for a message} */
    public static String of(Class<?> type) {
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
