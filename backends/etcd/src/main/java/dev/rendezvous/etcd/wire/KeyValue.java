package dev.rendezvous.etcd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousStateException;
import java.util.Base64;
import java.util.List;

/**
 * A key of etcd.
 *
 * @param key the whole key
 * @param value its value; empty where only keys were asked for
 * @param created the revision of the put that created it
 * @param modified the revision of its last put
 * @param lease the id of its lease, or 0
 */
public record KeyValue(String key, String value, long created, long modified, long lease) {

    /** {@return the keys of an answer to a range} */
    public static List<KeyValue> of(Answer range) {
        return range.objects("kvs").stream().map(KeyValue::from).toList();
    }

    private static KeyValue from(Answer kv) {
        return new KeyValue(
                decoded(kv.text("key")),
                decoded(kv.text("value")),
                kv.number("create_revision"),
                kv.number("mod_revision"),
                kv.number("lease"));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RendezvousStateException("an answer of etcd has a key or a value that is not base64", e);
        }
    }
}
