package dev.rendezvous.launcher.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rendezvous.launcher.event.EventText;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page {@code /status}. */
final class StatusJson {

    private StatusJson() {}

    static String of(Standing now, boolean isReady, RoundHistory.Kept kept) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", EventText.time(Instant.now()));
            writeIdentity(json, now.identity());
            json.writeStringField("phase", now.phase());
            json.writeBooleanField("ready", isReady);
            writeRound(json, now.round());
            writeNames(json, "waiting", now.gathering().waiting());
            writeNames(json, "missing", now.gathering().missing());
            json.writeBooleanField("spare", now.gathering().isSpare());
            writeWorkers(json, now.workers());
            writeBackend(json, now);
            new RoundsJson(json).write(kept);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    private static void writeIdentity(JsonGenerator json, Standing.Identity identity) throws IOException {
        json.writeStringField("run", identity.run());
        json.writeNumberField("pid", identity.pid());
        json.writeNumberField("min_nodes", identity.limits().minNodes());
        json.writeNumberField("max_nodes", identity.limits().maxNodes());
        json.writeNumberField("max_restarts", identity.limits().maxRestarts());
    }

    private static void writeRound(JsonGenerator json, Standing.RoundState round) throws IOException {
        json.writeNumberField("round", round.number());
        if (round.token().isPresent()) {
            json.writeNumberField("token", round.token().get());
        } else {
            json.writeNullField("token");
        }
        json.writeNumberField("rank", round.nodeRank());
        json.writeNumberField("nodes", round.nodes());
        json.writeNumberField("restarts", round.restarts());
        json.writeNumberField("changes", round.changes());
        json.writeArrayFieldStart("members");
        if (round.table().isPresent()) {
            writeMembers(json, round.table().get());
        }
        json.writeEndArray();
    }

    private static void writeMembers(JsonGenerator json, RankTable table) throws IOException {
        int firstRank = 0;
        for (int rank = 0; rank < table.nodes().size(); rank++) {
            NodeRow node = table.nodes().get(rank);
            json.writeStartObject();
            json.writeNumberField("rank", rank);
            json.writeStringField("node", node.id());
            json.writeStringField("address", node.address());
            json.writeNumberField("first_worker", firstRank);
            json.writeNumberField("workers", node.workers());
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : new TreeMap<>(node.labels()).entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
            firstRank += node.workers();
        }
    }

    private static void writeNames(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void writeWorkers(JsonGenerator json, List<WorkerState> workers) throws IOException {
        json.writeArrayFieldStart("workers");
        for (WorkerState worker : workers) {
            json.writeStartObject();
            json.writeNumberField("local_rank", worker.local());
            json.writeNumberField("rank", worker.rank());
            json.writeNumberField("pid", worker.pid());
            json.writeStringField("state", worker.code().isEmpty() ? "running" : "exited");
            if (worker.code().isPresent()) {
                json.writeNumberField("code", worker.code().getAsInt());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeBackend(JsonGenerator json, Standing now) throws IOException {
        json.writeObjectFieldStart("backend");
        json.writeStringField("name", now.identity().backend());
        json.writeBooleanField("answers", now.problem().isEmpty());
        if (now.problem().isPresent()) {
            json.writeStringField("problem", now.problem().get());
        }
        json.writeEndObject();
    }
}
