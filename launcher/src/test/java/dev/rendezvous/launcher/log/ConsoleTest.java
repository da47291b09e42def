package dev.rendezvous.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time-out").isLessThan(until);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static void print(Console console, Lane lane, String text) throws InterruptedException {
        byte[] bytes = text.getBytes(UTF_8);
        console.add(lane, bytes, bytes.length);
    }

    @Test
    void everyLineHasItsPrefix() throws Exception {
        Console console = new Console(out, err);
        print(console, console.open(false, "[0] "), "one\ntwo\n\n");
        print(console, console.open(true, "[1] "), "three\n");
        console.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("[0] one\n[0] two\n[0] \n");
        assertThat(err.toString(UTF_8)).isEqualTo("[1] three\n");
    }

    @Test
    void halfLineIsShownAfterAMoment() throws Exception {
        Console console = new Console(out, err);
        Lane lane = console.open(false, "> ");
        print(console, lane, "name: ");
        await(() -> out.toString(UTF_8).equals("> name: "));

        print(console, lane, "x\ny\n");
        console.finish();
        assertThat(out.toString(UTF_8)).isEqualTo("> name: x\n> y\n");
    }

    @Test
    void lineInPartsIsOneLine() throws Exception {
        Console console = new Console(out, err);
        Lane lane = console.open(false, "> ");
        for (String part : List.of("a ", "long", " line", "\n")) {
            print(console, lane, part);
        }
        console.finish();

        assertThat(out.toString(UTF_8).replace("> ", "")).isEqualTo("a long line\n");
    }

    @Test
    void halfLineEndsWhenAnotherSourceWrites() throws Exception {
        Console console = new Console(out, out);
        print(console, console.open(false, "> "), "name: ");
        await(() -> out.toString(UTF_8).equals("> name: "));
        console.say("rdzv: hello");
        console.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("> name: \nrdzv: hello\n");
    }

    @Test
    void longLineIsShownInParts() throws Exception {
        Console console = new Console(out, err);
        String line = "x".repeat(3 * Lane.LARGEST) + "\n";
        print(console, console.open(false, "> "), line);
        console.finish();

        assertThat(out.toString(UTF_8)).isEqualTo("> " + line);
    }

    @Test
    void linesOfTheLauncherNeverWait() throws Exception {
        StuckStream stuck = new StuckStream();
        Console console = new Console(stuck, stuck);
        CompletableFuture<Void> saying = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 5_000; i++) {
                console.say("line " + i);
            }
        });
        saying.get(20, TimeUnit.SECONDS);

        stuck.read();
        console.finish();
        assertThat(stuck.text())
                .startsWith("line 0\n")
                .containsPattern("rdzv: \\d+ lines of the launcher were dropped");
    }

    @Test
    void workerWaitsForABlockedConsole() throws Exception {
        StuckStream stuck = new StuckStream();
        Console console = new Console(stuck, stuck);
        Lane lane = console.open(false, "");
        String line = "y".repeat(99) + "\n";
        int lines = 10_000;
        CompletableFuture<Void> printing = printing(console, lane, line, lines);
        await(lane::isFull);
        assertThat(printing).isNotDone();

        stuck.read();
        printing.get(20, TimeUnit.SECONDS);
        console.finish();
        assertThat(stuck.text()).isEqualTo(line.repeat(lines));
    }

    private static CompletableFuture<Void> printing(Console console, Lane lane, String line, int lines) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < lines; i++) {
                    print(console, lane, line);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void consoleThatDoesNotReadIsGivenUp() throws Exception {
        StuckStream stuck = new StuckStream();
        Console console = new Console(stuck, stuck);
        CompletableFuture<Void> printing = printing(console, console.open(false, ""), "z".repeat(1_000), 1_000);
        await(console::isStalled);
        console.giveUpIfStalled();

        printing.get(20, TimeUnit.SECONDS);
        console.finish();
        stuck.read();
    }

    @Test
    void idleConsoleIsNotStalled() throws Exception {
        Console console = new Console(out, err);
        print(console, console.open(false, ""), "a\n");
        await(() -> out.size() > 0);
        await(() -> !console.isStalled());
        console.giveUpIfStalled();
        console.finish();
    }

    @Test
    void slowConsoleGetsAll() throws Exception {
        StuckStream stuck = new StuckStream();
        stuck.read();
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                stuck.write(one);
            }

            @Override
            public void write(byte[] from, int offset, int count) throws IOException {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                stuck.write(from, offset, count);
            }
        };
        Console console = new Console(slow, slow);
        Lane lane = console.open(false, "");
        String text = ("w".repeat(99) + "\n").repeat(600);
        print(console, lane, text);
        console.finish();

        assertThat(stuck.text()).isEqualTo(text);
    }

    @Test
    void readerThatHasEndedStopsNoWorker() throws Exception {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Console console = new Console(gone, gone);
        CompletableFuture<Void> printing = printing(console, console.open(false, ""), "z\n", 100_000);

        printing.get(20, TimeUnit.SECONDS);
        console.finish();
    }
}
