package dev.rendezvous.launcher.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chromium without a screen, by the W3C's WebDriver protocol. It resolves no host name, so it can only reach this machine. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Pattern REQUEST =
            Pattern.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String base, Path profile) throws Exception {
        this.driver = driver;
        this.session = base + "/session/"
                + send("POST", base + "/session", capabilities(profile), "sessionId")
                        .get(0);
    }

    static boolean isInstalled() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    private static Optional<Path> program(String name) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a browser.
     *
     * @param folder an empty folder for what it keeps
     * @return the browser, without a page
     */
    public static Browser start(Path folder) throws Exception {
        Process driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(driver, "http://127.0.0.1:" + port(driver), folder.resolve("profile"));
        } catch (Exception | Error e) {
            end(driver);
            throw e;
        }
    }

    /** The driver prints a few lines only, so that the pipe never fills. */
    private static String port(Process driver) throws IOException {
        BufferedReader output = driver.inputReader(UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher found = PORT.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("chromedriver has not started");
    }

    /** The sandbox of the browser refuses root, and most containers. */
    private static String capabilities(Path profile) {
        List<String> options = List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + profile);
        return "{\"capabilities\":{\"alwaysMatch\":{\"goog:loggingPrefs\":{\"performance\":\"ALL\"},"
                + "\"goog:chromeOptions\":{\"binary\":"
                + quoted(program("chromium").orElseThrow().toString()) + ",\"args\":["
                + String.join(",", options.stream().map(Browser::quoted).toList()) + "]}}}}";
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** Opens a page and forgets all requests before it. */
    public void open(String url) throws Exception {
        show("about:blank");
        requests();
        show(url);
    }

    private void show(String url) throws Exception {
        send("POST", session + "/url", "{\"url\":" + quoted(url) + "}", "value");
    }

    /** {@return what a function body returns, which must be a text} */
    public String run(String script) throws Exception {
        String body = "{\"script\":" + quoted(script) + ",\"args\":[]}";
        return send("POST", session + "/execute/sync", body, "value").get(0);
    }

    /** {@return what a function body returns, as soon as it has this text in it} */
    public String await(String script, String part) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String found = run(script);
            if (found.contains(part)) {
                return found;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("no " + part + " in " + found);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** {@return the text of the element with this id, as soon as it has this text in it} */
    public String text(String id, String part) throws Exception {
        return await("return document.getElementById('" + id + "').innerText", part);
    }

    /** Changes the size of the page, and the colours that the user prefers. */
    public void show(int width, int height, String scheme) throws Exception {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":true}");
        devTools(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":" + quoted(scheme) + "}]}");
    }

    private void devTools(String command, String parameters) throws Exception {
        String body = "{\"cmd\":" + quoted(command) + ",\"params\":" + parameters + "}";
        send("POST", session + "/goog/cdp/execute", body, "value");
    }

    /** {@return the addresses of all requests since the last call} */
    public List<String> requests() throws Exception {
        List<String> found = new ArrayList<>();
        for (String message : send("POST", session + "/se/log", "{\"type\":\"performance\"}", "message")) {
            Matcher request = REQUEST.matcher(message);
            if (request.find()) {
                found.add(request.group(1));
            }
        }
        return found;
    }

    /** {@return the texts of all fields with this name in the answer} */
    private List<String> send(String method, String url, String body, String field)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " " + url + " " + body + ": " + response.body());
        }
        return fields(response.body(), field);
    }

    private static List<String> fields(String text, String field) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && field.equals(json.currentName())) {
                    found.add(json.getText());
                }
            }
        }
        return found;
    }

    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        all.forEach(one -> one.onExit()
                .completeOnTimeout(one, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .destroyForcibly());
    }

    /** Ends the browser, which writes its last files before that. */
    @Override
    public void close() throws IOException {
        try {
            send("DELETE", session, "", "value");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(driver);
        }
    }
}
