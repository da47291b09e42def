package dev.rendezvous.launcher.status;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rendezvous.launcher.event.EventText;
import java.io.IOException;

/** The past of {@code /status}: the rounds, and how the agent ended. */
final class RoundsJson {

    private final JsonGenerator json;

    RoundsJson(JsonGenerator json) {
        this.json = json;
    }

    void write(RoundHistory.Kept kept) throws IOException {
        json.writeArrayFieldStart("rounds");
        for (PastRound round : kept.rounds()) {
            write(round);
        }
        json.writeEndArray();
        json.writeNumberField("rounds_left_out", kept.leftOut());
        if (kept.end().isPresent()) {
            json.writeObjectFieldStart("ending");
            json.writeNumberField("code", kept.end().get().code());
            json.writeBooleanField("finished", kept.end().get().isFinished());
            json.writeEndObject();
        }
    }

    private void write(PastRound round) throws IOException {
        json.writeStartObject();
        json.writeNumberField("round", round.number());
        if (round.token().isPresent()) {
            json.writeNumberField("token", round.token().get());
        }
        json.writeNumberField("nodes", round.nodes());
        json.writeStringField("cause", round.cause());
        json.writeStringField("sealed", EventText.time(round.sealed()));
        writeNames("joined", round.crowd().joined());
        writeNames("left", round.crowd().left());
        writeNames("lost", round.crowd().lost());
        if (round.failure().isPresent()) {
            PastRound.Failure failure = round.failure().get();
            json.writeObjectFieldStart("failure");
            json.writeNumberField("rank", failure.rank());
            json.writeNumberField("code", failure.code());
            json.writeStringField("message", failure.message());
            json.writeEndObject();
        }
        if (round.over().isPresent()) {
            json.writeStringField("ended", EventText.time(round.over().get().at()));
            json.writeStringField("why", round.over().get().why());
        }
        json.writeEndObject();
    }

    private void writeNames(String field, PastRound.Names names) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("count", names.count());
        json.writeArrayFieldStart("names");
        for (String name : names.first()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
