package dev.rendezvous.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.wire.Request;
import java.util.Base64;
import java.util.Map;

/** Users of a server: alice may use the keys below {@code /rdzv/}, bob may use none. */
final class EtcdUsers {

    static final String PASSWORD = "a \"quoted\" pässword";

    private EtcdUsers() {}

    static void enable(Gateway gateway) throws Exception {
        call(gateway, "auth/user/add", Map.of("name", "root", "password", PASSWORD));
        call(gateway, "auth/user/grant", Map.of("user", "root", "role", "root"));
        call(gateway, "auth/role/add", Map.of("name", "rdzv"));
        call(
                gateway,
                "auth/role/grant",
                Map.of(
                        "name",
                        "rdzv",
                        "perm",
                        Map.of("permType", "READWRITE", "key", base64("/rdzv/"), "range_end", base64("/rdzv0"))));
        for (String user : new String[] {"alice", "bob"}) {
            call(gateway, "auth/user/add", Map.of("name", user, "password", PASSWORD));
        }
        call(gateway, "auth/user/grant", Map.of("user", "alice", "role", "rdzv"));
        call(gateway, "auth/enable", Map.of());
    }

    private static void call(Gateway gateway, String path, Map<String, Object> fields) throws Exception {
        Spaces.answer(gateway.call(new Request(path, fields)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
