package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A client of the status pages. */
final class Pages {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Pages() {}

    static HttpResponse<String> get(String base, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks until the page has a status code. */
    static void await(String base, String path, int code) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (get(base, path).statusCode() != code) {
            assertThat(System.nanoTime()).as("%s is not %s", path, code).isLessThan(until);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
