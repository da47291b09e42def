package dev.rendezvous.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a worker has printed. Thread-safe, bounded. */
final class Tail {

    private static final int LINES = 10;
    private static final int LONGEST_LINE = 1000;
    private static final int FILE_BYTES = 16 * 1024;

    private final Deque<String> lines = new ArrayDeque<>();
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;

    synchronized void add(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '\n') {
                end();
            } else if (length < line.length) {
                line[length++] = bytes[i];
            }
        }
    }

    synchronized void end() {
        String text = new String(line, 0, length, UTF_8).stripTrailing();
        length = 0;
        if (text.isEmpty()) {
            return;
        }
        lines.addLast(text);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the last lines of a file; none if it cannot be read} */
    static List<String> of(Path path) {
        Tail tail = new Tail();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - FILE_BYTES));
            byte[] bytes = new byte[FILE_BYTES];
            int count = Math.max(0, file.read(bytes));
            tail.add(bytes, 0, count);
            tail.end();
        } catch (IOException notThere) {
            return List.of();
        }
        return tail.lines();
    }
}
