package dev.rendezvous.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The error file of a worker: {@code {"message": TEXT, "stack": TEXT, "time": TEXT}}. */
final class ErrorText {

    private static final int LONGEST = 100_000;

    private ErrorText() {}

    static void write(Path file, Throwable failure) throws IOException {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        String json = "{\"message\":" + quoted(failure.toString()) + ",\"stack\":" + quoted(stack.toString())
                + ",\"time\":" + quoted(Instant.now().toString()) + "}\n";
        Files.writeString(file, json, UTF_8);
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().limit(LONGEST).forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7f) {
                json.append((char) c);
            } else {
                json.append(String.format("\\u%04x", c));
            }
        });
        return json.append('"').toString();
    }
}
