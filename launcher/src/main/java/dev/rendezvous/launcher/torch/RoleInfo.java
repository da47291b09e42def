package dev.rendezvous.launcher.torch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * What an agent tells the others of its workers.
 *
 * @param role of its workers
 * @param rank of the agent in the round
 * @param workers how many it starts, at least 1
 */
public record RoleInfo(String role, int rank, int workers) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_WORKERS = 1 << 20;

    /** {@return the text, with the fields and the blanks of PyTorch} */
    String toJson() {
        return "{\"role\": " + quoted(role) + ", \"rank\": " + rank + ", \"local_world_size\": " + workers + "}";
    }

    private static String quoted(String text) {
        StringWriter quoted = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(quoted)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return quoted.toString();
    }

    /**
     * {@return what a text says}
     *
     * @param key where it was, for the message
     * @throws RendezvousStateException if it says nothing of this kind
     */
    static RoleInfo parse(String key, String text) {
        String role = "default";
        int rank = -1;
        int workers = 0;
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(key);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("role") && value == JsonToken.VALUE_STRING) {
                    role = json.getText();
                } else if (field.equals("rank") && value == JsonToken.VALUE_NUMBER_INT) {
                    rank = json.getIntValue();
                } else if (field.equals("local_world_size") && value == JsonToken.VALUE_NUMBER_INT) {
                    workers = json.getIntValue();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw damaged(key);
        }
        if (rank < 0 || workers < 1 || workers > MOST_WORKERS) {
            throw damaged(key);
        }
        return new RoleInfo(role, rank, workers);
    }

    private static RendezvousStateException damaged(String key) {
        return new RendezvousStateException("the value of " + key
                + " is damaged; expected {\"role\": ROLE, \"rank\": RANK, \"local_world_size\": WORKERS}");
    }
}
