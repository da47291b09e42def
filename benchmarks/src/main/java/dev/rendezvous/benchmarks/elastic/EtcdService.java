package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.rendezvous.etcd.EtcdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** A real etcd, of which only the JSON gateway is used. */
final class EtcdService implements Service {

    private final EtcdServer server;

    EtcdService() throws IOException, InterruptedException {
        this.server = EtcdServer.start(List.of("--unsafe-no-fsync"));
    }

    @Override
    public String backend() {
        return "etcd";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String endpoint(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public Supplier<RequestCounter> counter() {
        return HttpRequests::new;
    }

    @Override
    public SharedCell cell(String run) {
        return new KeyCell(HttpClient.newHttpClient(), URI.create("http://" + endpoint(port())), base64(run));
    }

    @Override
    public long cpuNanos() throws IOException {
        return Processes.cpuNanos("etcd");
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private record KeyCell(HttpClient client, URI server, String key) implements SharedCell {

        @Override
        public Seen read() throws IOException, InterruptedException {
            return seen(ask("/v3/kv/range", "{\"key\":\"" + key + "\"}"));
        }

        @Override
        public Seen write(String value, Seen expected) throws IOException, InterruptedException {
            Map<String, Object> answer =
                    ask("/v3/kv/txn", """
                    {"compare":[{"key":"%s","target":"MOD","mod_revision":"%d"}],
                     "success":[{"request_put":{"key":"%s","value":"%s"}}],
                     "failure":[{"request_range":{"key":"%s"}}]}""".formatted(key, expected.version(), key, base64(value), key));
            if (Boolean.TRUE.equals(answer.get("succeeded"))) {
                return new Seen(value, number(at(at(answer, "header"), "revision")), 1);
            }
            return seen(at(first(at(answer, "responses")), "response_range"));
        }

        private static Seen seen(Object range) {
            if (((Map<?, ?>) range).get("kvs") == null) {
                return Seen.NOTHING;
            }
            Object entry = first(at(range, "kvs"));
            return new Seen(
                    new String(Base64.getDecoder().decode((String) at(entry, "value")), UTF_8),
                    number(at(entry, "mod_revision")),
                    1);
        }

        private static Object at(Object holder, String name) {
            return Objects.requireNonNull(((Map<?, ?>) holder).get(name), name);
        }

        private static Object first(Object list) {
            return ((List<?>) list).get(0);
        }

        private static long number(Object value) {
            return Long.parseLong(value.toString());
        }

        private Map<String, Object> ask(String path, String body) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JSON.std.mapFrom(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {}
    }
}
