package dev.rendezvous;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what class loaders say about places into URIs. */
final class Locations {

    /** What may stand in a URI beside letters and digits; not the brackets, which may not stand in a path. */
    private static final String URI_CHARACTERS = "-._~:/?#@!$&'()*+,;=";

    private static final String NAME_CHARACTERS = "-._~@$";

    private static final Pattern VERSION_OF_A_MULTI_RELEASE_JAR = Pattern.compile("META-INF/versions/\\d+/$");

    private Locations() {}

    /** {@return the URL as a URI; one that is none, for instance with a blank in its path, is percent-encoded} */
    static URI uri(URL url) {
        String text = url.toExternalForm();
        int fragment = text.indexOf('#') + 1;
        String encoded = percentEncoded(text.substring(0, fragment), URI_CHARACTERS)
                + percentEncoded(text.substring(fragment), URI_CHARACTERS.replace(fragment > 0 ? "#" : "", ""));
        return parsed(text)
                .or(() -> parsed(encoded))
                .orElseGet(() -> URI.create("url:" + percentEncoded(text, NAME_CHARACTERS)));
    }

    /**
     * {@return the jar, directory, module or native image that a resource lies in; empty if its location does not tell}
     *
     * @param resource where the resource was found
     * @param path the path by which it was asked for
     */
    static Optional<URI> origin(URI resource, String path) {
        String text = withoutNumber(resource.toString());
        return root(text, path)
                .or(() -> root(text, percentEncoded(path, URI_CHARACTERS)))
                .flatMap(root -> {
                    String place = VERSION_OF_A_MULTI_RELEASE_JAR.matcher(root).replaceFirst("");
                    if (place.startsWith("jar:") && place.endsWith("!/")) {
                        return parsed(place.substring("jar:".length(), place.length() - "!/".length()));
                    }
                    boolean module = place.startsWith("jrt:") && place.endsWith("/");
                    return parsed(module ? place.substring(0, place.length() - 1) : place);
                });
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
    static URI of(Object loaderOrLayer) {
        String kind = loaderOrLayer instanceof ClassLoader ? "loader:" : "layer:";
        String name =
                loaderOrLayer.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(loaderOrLayer));
        return URI.create(kind + percentEncoded(name, NAME_CHARACTERS));
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
