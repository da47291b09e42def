package dev.rendezvous.launcher.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.launcher.http.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The page for people: three fixed files, which ask {@code /status} for all that they show. */
final class WebPage {

    private final Map<String, Page> files = Map.of(
            "/", file("page.html", "text/html"),
            "/page.css", file("page.css", "text/css"),
            "/page.js", file("page.js", "text/javascript"));

    private static Page file(String name, String type) {
        try (InputStream in = WebPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this jar has no " + name + " beside " + WebPage.class.getName());
            }
            return new Page(200, type + "; charset=utf-8", new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Page> get(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
