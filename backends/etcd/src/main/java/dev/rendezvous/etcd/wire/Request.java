package dev.rendezvous.etcd.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the gateway.
 *
 * @param path below {@code /v3/}
 * @param fields its body
 */
public record Request(String path, Map<String, Object> fields) {

    private static final String KEY = "key";
    private static final String RANGE_END = "range_end";

    public static Request authenticate(String user, String password) {
        return new Request("auth/authenticate", Map.of("name", user, "password", password));
    }

    public static Request grant(long id, long seconds) {
        return new Request("lease/grant", Map.of("ID", id, "TTL", seconds));
    }

    public static Request keepAlive(long lease) {
        return new Request("lease/keepalive", Map.of("ID", lease));
    }

    public static Request revoke(long lease) {
        return new Request("lease/revoke", Map.of("ID", lease));
    }

    public static Request get(String key) {
        return new Request("kv/range", Map.of(KEY, base64(key)));
    }

    public static Request list(String prefix) {
        return new Request("kv/range", below(prefix));
    }

    /** The keys and their leases, without values: of one key, or of each key below a prefix, which ends in a slash. */
    public static Request leases(String keyOrPrefix) {
        return new Request("kv/range", keysOnly(keyOrPrefix.endsWith("/") ? below(keyOrPrefix) : only(keyOrPrefix)));
    }

    public static Request deleteAll(String prefix) {
        return new Request("kv/deleterange", below(prefix));
    }

    public static Request watch(String prefix) {
        return new Request("watch", Map.of("create_request", below(prefix)));
    }

    /**
     * A write of a key that has a revision. The first range of the answer is the key: after the write, or as it hindered the write. The
     * second is the list.
     *
     * @param revision of the last put; 0 for a key that is absent
     * @param lease 0 for none
     * @param list a prefix to list after the write
     */
    public static Request put(String key, String value, long revision, long lease, Optional<String> list) {
        Map<String, Object> write =
                Map.of("request_put", Map.of(KEY, base64(key), "value", base64(value), "lease", Long.toString(lease)));
        List<Object> success = new ArrayList<>(List.of(write, range(keysOnly(only(key)))));
        List<Object> failure = new ArrayList<>(List.of(range(only(key))));
        list.ifPresent(prefix -> {
            success.add(range(below(prefix)));
            failure.add(range(below(prefix)));
        });
        return txn(key, revision, success, failure);
    }

    /** A deletion of a key that has a revision. The range of the answer is the key: before the deletion, or as it hindered it. */
    public static Request delete(String key, long revision) {
        return txn(
                key,
                revision,
                List.of(range(keysOnly(only(key))), Map.of("request_delete_range", only(key))),
                List.of(range(only(key))));
    }

    private static Request txn(String key, long revision, List<Object> success, List<Object> failure) {
        Map<String, Object> compare =
                Map.of(KEY, base64(key), "target", "MOD", "result", "EQUAL", "mod_revision", Long.toString(revision));
        return new Request("kv/txn", Map.of("compare", List.of(compare), "success", success, "failure", failure));
    }

    private static Map<String, Object> range(Map<String, Object> span) {
        return Map.of("request_range", span);
    }

    private static Map<String, Object> only(String key) {
        return Map.of(KEY, base64(key));
    }

    /** The end of a prefix is the prefix with its last character, a slash, replaced by the next. */
    private static Map<String, Object> below(String prefix) {
        String end = prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
        return Map.of(KEY, base64(prefix), RANGE_END, base64(end));
    }

    private static Map<String, Object> keysOnly(Map<String, Object> span) {
        Map<String, Object> fields = new HashMap<>(span);
        fields.put("keys_only", true);
        return fields;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** {@return the text that is sent} */
    public byte[] body() {
        return Json.write(fields);
    }
}
