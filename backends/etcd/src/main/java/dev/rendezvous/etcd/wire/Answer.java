package dev.rendezvous.etcd.wire;

import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An object in an answer of the gateway. A field that is absent is 0, false or empty, as the gateway means it.
 *
 * @param fields the fields that are there
 */
public record Answer(Map<String, Object> fields) {

    /**
     * {@return the first object of a text}
     *
     * @throws IOException if the text does not start with an object
     */
    public static Answer parse(byte[] text) throws IOException {
        return new Answer(Json.read(text));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    public boolean flag(String name) {
        return text(name).equals("true");
    }

    /** {@return a number, which the gateway writes as text where it has 64 bits} */
    public long number(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RendezvousStateException("an answer of etcd has no number in its field " + name, e);
        }
    }

    public Answer object(String name) {
        return new Answer(asObject(fields.getOrDefault(name, Map.of())));
    }

    public List<Answer> objects(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(element -> new Answer(asObject(element))).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // The parser makes no other maps.
    private static Map<String, Object> asObject(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
