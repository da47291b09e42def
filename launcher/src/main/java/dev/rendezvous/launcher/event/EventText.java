package dev.rendezvous.launcher.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;

/** Events as text: a line of JSON for machines, a line of words for people. */
public final class EventText {

    private static final int LONGEST = 2_000;
    private static final double THOUSAND = 1_000;
    private static final int MILLIS = 3;
    private static final int LAST_PRINTABLE_ASCII = 0x7e;
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter();

    private EventText() {}

    /**
     * {@return a time as events have it: UTC, with milliseconds}
     *
     * @param time the time
     */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /**
     * {@return the event as a JSON object in one line, in ASCII}
     *
     * @param event the event
     */
    public static String json(JobEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setHighestNonEscapedChar(LAST_PRINTABLE_ASCII);
            json.writeStartObject();
            writeHead(json, event);
            for (Map.Entry<String, Object> detail : event.details().entrySet()) {
                json.writeFieldName(detail.getKey());
                writeValue(json, detail.getValue());
            }
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    private static void writeHead(JsonGenerator json, JobEvent event) throws IOException {
        JobEvent.Place place = event.place();
        json.writeStringField("t", time(event.time()));
        json.writeNumberField("mono", event.mono());
        json.writeStringField("run", place.run());
        json.writeStringField("node", place.node());
        json.writeStringField("inc", place.incarnation());
        json.writeNumberField("round", place.round());
        if (place.token().isPresent()) {
            json.writeNumberField("token", place.token().get());
        } else {
            json.writeNullField("token");
        }
        json.writeStringField("event", event.name().text());
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            json.writeNumber(Math.round(number.doubleValue() * THOUSAND) / THOUSAND);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(bounded(value.toString()));
        }
    }

    /** A worker may give an error message of any length. */
    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /**
     * {@return the name of the event and its details}
     *
     * @param event the event
     */
    public static String words(JobEvent event) {
        StringBuilder words = new StringBuilder(event.name().text());
        event.details()
                .forEach((key, value) ->
                        words.append(' ').append(key).append('=').append(value));
        return words.toString();
    }
}
