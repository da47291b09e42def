package dev.rendezvous.launcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.index.text.Quote;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;

/**
 * What a node tells the others of itself in a round.
 *
 * @param workers how many workers it starts, at least 1
 * @param id its name; empty if the user gave it none
 * @param address where others reach it
 */
public record NodeRow(int workers, String id, String address) {

    /** {@return this row; with the name if it has none} */
    NodeRow named(String name) {
        return id.isEmpty() ? new NodeRow(workers, name, address) : this;
    }

    String toText() {
        return "procs=" + workers + " id=" + encode(id) + " addr=" + encode(address);
    }

    static NodeRow parse(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        String workers = fields.getOrDefault("procs", "");
        if (!workers.matches("[1-9][0-9]{0,5}")) {
            throw damaged(text);
        }
        try {
            return new NodeRow(
                    Integer.parseInt(workers),
                    decode(fields.getOrDefault("id", "")),
                    decode(fields.getOrDefault("addr", "")));
        } catch (IllegalArgumentException notEncoded) {
            throw damaged(text);
        }
    }

    private static RendezvousStateException damaged(String text) {
        return new RendezvousStateException(
                "the line of a node is damaged: " + Quote.text(text) + "; expected procs=N id=ID addr=ADDRESS");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
