package dev.rendezvous.launcher.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusServerTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int MANY = 40;

    private StatusServer server;

    @BeforeEach
    void start() throws Exception {
        server = StatusServer.start(LOOPBACK, 0, StatusServerTest::page);
    }

    private static Page page(String path) {
        return switch (path) {
            case "/hello" -> Page.text(200, "hello");
            case "/broken" -> throw new IllegalStateException("no page");
            default -> Page.text(404, "nothing");
        };
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String method) throws Exception {
        URI uri = URI.create("http://" + LOOPBACK + ":" + server.address().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** {@return all that the server sends until it closes the connection} */
    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hello, 200, hello",
        "GET, /hello?x=1, 200, hello",
        "GET, /other, 404, nothing",
        "POST, /hello, 405, only GET",
        "GET, /broken, 500, cannot be made"
    })
    void requestIsAnswered(String method, String path, int code, String body) throws Exception {
        HttpResponse<String> response = get(path, method);

        assertThat(response.statusCode()).isEqualTo(code);
        assertThat(response.body()).contains(body);
    }

    @Test
    void headHasNoBody() throws Exception {
        assertThat(raw("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 6\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello", "/other", "/broken"})
    void answerForbidsScriptsOfOthers(String path) throws Exception {
        HttpResponse<String> response = get(path, "GET");

        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; ")
                        .contains("script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:1", "127.1.2.3", "[::1]:8080", "job.localhost"})
    void loopbackServerAnswersItsNames(String host) throws Exception {
        assertThat(raw("GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1"
            })
    void loopbackServerRefusesForeignHosts(String host) throws Exception {
        assertThat(raw("GET /hello HTTP/1.1\r\nAccept: */*\r\nhost:" + host + " \r\n\r\n"))
                .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
                .doesNotContain("hello");
    }

    @Test
    void serverOnAllAddressesAnswersAnyHost() throws Exception {
        server.close();
        server = StatusServer.start("0.0.0.0", 0, StatusServerTest::page);

        assertThat(raw("GET /hello HTTP/1.1\r\nHost: node-7.cluster:80\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @CsvSource({"hello, 400", "GET /hello, 400", "GET /hello HTTP/2, 400", "'', 400"})
    void otherTextIsRefused(String line, int code) throws Exception {
        assertThat(raw(line + "\r\n\r\n")).startsWith("HTTP/1.1 " + code + " ");
    }

    @Test
    void largeHeadIsRefused() throws Exception {
        String answer = raw("GET /hello HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void slowClientIsDisconnected() throws Exception {
        try (Socket slow = connect()) {
            slow.getOutputStream().write("GET /hel".getBytes(ISO_8859_1));
            slow.getOutputStream().flush();

            assertThat(ended(slow)).isTrue();
        }
    }

    /** A connection that is closed while a client writes may be reset. */
    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void slowClientsDoNotKeepOthersOut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(connect());
            }
            assertThat(get("/hello", "GET").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void manyClientsAreAnswered() {
        assertThat(IntStream.range(0, 100).parallel().mapToObj(i -> quietly()).distinct())
                .containsExactly(200);
    }

    private int quietly() {
        try {
            return get("/hello", "GET").statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void portInUseIsRefused() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> StatusServer.start(LOOPBACK, server.address().getPort(), StatusServerTest::page));
    }

    @Test
    void closedServerEndsItsConnectionsAndThreads() throws Exception {
        try (Socket open = connect()) {
            server.close();

            assertThat(ended(open)).isTrue();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("rdzv-http")) {
                    thread.join(PATIENCE_MILLIS);
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }
}
