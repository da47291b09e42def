package dev.rendezvous.engine;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.Percent;
import dev.rendezvous.engine.message.Identity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds out how a node calls itself. */
final class NodeIdentity {

    private static final int NONCE_BYTES = 12;
    private static final int ID_BYTES = 4;

    /** Numbers the handlers of this process, so that two of them never have the same id. */
    private static final AtomicInteger HANDLERS = new AtomicInteger();

    private NodeIdentity() {}

    static Identity of(RendezvousParameters parameters, Random random) {
        String host = hostName();
        String address = parameters.localAddress().orElse(host);
        long pid = ProcessHandle.current().pid();
        String id = parameters
                .get(ElasticOptions.NODE_ID)
                .orElseGet(() -> Keys.defaultId(address, pid, HANDLERS.incrementAndGet(), randomHex(random, ID_BYTES)));
        Keys.encoded(id);
        return new Identity(
                id,
                randomHex(random, NONCE_BYTES),
                address,
                host.equals(address) ? "" : host,
                pid,
                labels(parameters.get(ElasticOptions.LABELS).orElse("")));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Labels are separated by commas, or by {@code ;} where a comma separates config keys. Both sides are percent-encoded. */
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : text.isBlank() ? new String[0] : text.split("[,;]", -1)) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("the config key " + ElasticOptions.LABELS + " has the part \""
                        + label + "\", expected key=value,key=value");
            }
            labels.put(
                    Percent.decode(label.substring(0, equals).strip()),
                    Percent.decode(label.substring(equals + 1).strip()));
        }
        return labels;
    }

    private static String randomHex(Random random, int bytes) {
        byte[] chosen = new byte[bytes];
        random.nextBytes(chosen);
        return HexFormat.of().formatHex(chosen);
    }
}
