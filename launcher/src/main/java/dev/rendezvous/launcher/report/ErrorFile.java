package dev.rendezvous.launcher.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a worker has written of its failure: {@code {"message": TEXT}}, or torchrun's {@code {"message": {"message": TEXT}}}. */
public final class ErrorFile {

    private static final long LARGEST = 1024 * 1024;
    private static final String MESSAGE = "message";

    private ErrorFile() {}

    /**
     * {@return the message; empty if there is no file, or it has none}
     *
     * @param file may not be there
     */
    public static Optional<String> message(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
                return json.nextToken() == JsonToken.START_OBJECT ? message(json, 2) : Optional.empty();
            }
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<String> message(JsonParser json, int depth) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals(MESSAGE);
            JsonToken value = json.nextToken();
            if (wanted && value == JsonToken.VALUE_STRING) {
                return Optional.of(json.getText()).filter(text -> !text.isBlank());
            }
            if (wanted && value == JsonToken.START_OBJECT && depth > 1) {
                return message(json, depth - 1);
            }
            json.skipChildren();
        }
        return Optional.empty();
    }
}
