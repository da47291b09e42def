package dev.rendezvous.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.rendezvous.launcher.environment.WorkerPlace.RoundPlace;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the files from which the workers of a node learn which nodes are in the round. */
final class MemberFiles {

    private static final int VERSION = 1;

    private MemberFiles() {}

    /** Writes the files into the folder of the place, which exists. */
    static void write(RoundPlace place, boolean hasMachineList) throws IOException {
        Files.writeString(place.membersFile(), place.table().membersText(), UTF_8);
        writeJson(place);
        if (hasMachineList) {
            String machines = place.table().machines().stream()
                    .map(machine -> machine.host() + " " + machine.port().orElse(0) + "\n")
                    .collect(Collectors.joining());
            Files.writeString(place.machineList(), machines, UTF_8);
        }
    }

    private static void writeJson(RoundPlace place) throws IOException {
        try (Writer file = Files.newBufferedWriter(place.membersJson(), UTF_8);
                JsonGenerator json = new JsonFactory().createGenerator(file)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("run", place.runId());
            json.writeNumberField("round", place.number());
            if (place.token().isPresent()) {
                json.writeNumberField("token", place.token().get());
            }
            json.writeNumberField("workers", place.worldSize());
            json.writeStringField("store", place.table().store().toString());
            writeNodes(json, place.table());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeNodes(JsonGenerator json, RankTable table) throws IOException {
        json.writeArrayFieldStart("nodes");
        for (int rank = 0; rank < table.nodes().size(); rank++) {
            NodeRow node = table.nodes().get(rank);
            json.writeStartObject();
            json.writeNumberField("node", rank);
            json.writeNumberField("first", table.firstRank(rank));
            json.writeNumberField("procs", node.workers());
            json.writeStringField("id", node.id());
            json.writeStringField("addr", node.address());
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : new TreeMap<>(node.labels()).entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("ports");
            for (int port : node.ports().each()) {
                json.writeNumber(port);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
