package dev.rendezvous.etcd;

import org.jspecify.annotations.Nullable;

/** One server for all tests of this JVM, since it takes a second to start. It ends with the JVM. */
final class SharedEtcd {

    private static @Nullable EtcdServer server;

    private SharedEtcd() {}

    static synchronized EtcdServer get() {
        if (server == null) {
            try {
                server = EtcdServer.start();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return server;
    }
}
