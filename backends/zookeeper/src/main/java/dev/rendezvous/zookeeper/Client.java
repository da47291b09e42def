package dev.rendezvous.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.RequestHeader;

/**
 * A client of ZooKeeper whose calls return futures, which fail with {@link KeeperException}. It also has the two calls that the client of
 * ZooKeeper lacks: one that ends the session and sees the answer, and one that stops without ending the session.
 */
@SuppressWarnings("try") // The close of ZooKeeper may be interrupted; nothing here calls it.
final class Client extends ZooKeeper {

    private static final int LARGEST_ANSWER = 64 << 20;

    private final List<ACL> acl;

    /** What a node holds. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, and never compared.
    record Node(byte[] data, Stat stat) {}

    /**
     * Starts a client, which connects by itself.
     *
     * @param timeoutMillis the session time-out to ask for
     * @param session the session to go on with; 0 for a new one
     * @param password the password of that session; 16 bytes
     * @param states is told how the connection is, on a thread of the client
     */
    Client(ZookeeperSettings settings, int timeoutMillis, long session, byte[] password, Watcher states)
            throws IOException {
        super(
                settings.connectString(),
                timeoutMillis,
                states,
                session,
                password,
                false,
                new Hosts(settings.servers()),
                config(settings));
        this.acl = settings.login().isPresent() ? ZooDefs.Ids.CREATOR_ALL_ACL : ZooDefs.Ids.OPEN_ACL_UNSAFE;
        settings.login()
                .ifPresent(login -> addAuthInfo("digest", (login.user() + ":" + login.password()).getBytes(UTF_8)));
    }

    private static ZKClientConfig config(ZookeeperSettings settings) {
        ZKClientConfig config = new ZKClientConfig() {
            /** Takes over no system properties: for that it would load Netty, and they could not say it for one backend only. */
            @Override
            protected void handleBackwardCompatibility() {}
        };
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        // A list of many names is longer than the longest request.
        config.setProperty(ZKClientConfig.JUTE_MAXBUFFER, Integer.toString(LARGEST_ANSWER));
        settings.tls().ifPresent(tls -> tls.properties().forEach(config::setProperty));
        return config;
    }

    CompletableFuture<Node> read(String path) {
        CompletableFuture<Node> future = new CompletableFuture<>();
        getData(
                path,
                false,
                (code, at, context, data, stat) -> complete(future, code, path, () -> new Node(data, stat)),
                null);
        return future;
    }

    /** Reads several nodes in one request. {@return a result for each of them, which may be an error} */
    CompletableFuture<List<OpResult>> readAll(List<String> several) {
        CompletableFuture<List<OpResult>> future = new CompletableFuture<>();
        multi(
                several.stream().map(Op::getData).toList(),
                (code, at, context, results) -> {
                    if (results != null) {
                        future.complete(List.copyOf(results));
                    } else {
                        future.completeExceptionally(failure(Code.get(code), several.get(0)));
                    }
                },
                null);
        return future;
    }

    CompletableFuture<List<String>> children(String path) {
        CompletableFuture<List<String>> future = new CompletableFuture<>();
        getChildren(
                path,
                false,
                (code, at, context, names) -> complete(future, code, path, () -> List.copyOf(names)),
                null);
        return future;
    }

    /** Creates an empty node. */
    CompletableFuture<String> make(String path, CreateMode mode) {
        CompletableFuture<String> future = new CompletableFuture<>();
        create(
                path,
                new byte[0],
                acl,
                mode,
                (code, at, context, name) -> complete(future, code, path, () -> name),
                null);
        return future;
    }

    /** Makes the changes together or not at all. */
    CompletableFuture<List<OpResult>> change(String path, List<Op> changes) {
        CompletableFuture<List<OpResult>> future = new CompletableFuture<>();
        multi(changes, (code, at, context, results) -> complete(future, code, path, () -> List.copyOf(results)), null);
        return future;
    }

    /** {@return a change that creates an empty node} */
    Op making(String path, CreateMode mode) {
        return Op.create(path, new byte[0], acl, mode);
    }

    /** Asks the leader, through the server; what is read on this client afterwards is at least as new as the question. */
    CompletableFuture<Boolean> synchronize() {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        sync("/", (code, at, context) -> complete(future, code, "/", () -> true), null);
        return future;
    }

    CompletableFuture<Boolean> watch(String path, Watcher watcher) {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        addWatch(
                path,
                watcher,
                AddWatchMode.PERSISTENT_RECURSIVE,
                (code, at, context) -> complete(future, code, path, () -> true),
                null);
        return future;
    }

    void unwatch(String path) {
        removeAllWatches(path, Watcher.WatcherType.Any, true, (code, at, context) -> {}, null);
    }

    /**
     * Ends the session, so that its nodes vanish. {@code close} does that too, but returns normally where the request was lost. The client
     * then stops, also if the answer does not come.
     */
    CompletableFuture<Boolean> endSession() {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        VoidCallback answered = (code, at, context) -> complete(future, code, "/", () -> true);
        cnxn.queuePacket(
                new RequestHeader(0, ZooDefs.OpCode.closeSession),
                new ReplyHeader(),
                null,
                null,
                answered,
                null,
                null,
                null,
                null);
        return future;
    }

    /** Stops, and leaves the session as it is. Blocks for a tenth of a second. */
    void stop() {
        cnxn.disconnect();
    }

    /** {@return whether a server has said that the session has ended} A client that stops for another reason claims it too. */
    boolean hasEnded() {
        return getSessionTimeout() <= 0;
    }

    private <T> void complete(CompletableFuture<T> future, int code, String path, Supplier<T> value) {
        if (code == Code.OK.intValue()) {
            future.complete(value.get());
        } else {
            future.completeExceptionally(failure(Code.get(code), path));
        }
    }

    private KeeperException failure(Code code, String path) {
        if (code == null) {
            return KeeperException.create(Code.SYSTEMERROR, path);
        }
        return KeeperException.create(code == Code.SESSIONEXPIRED && !hasEnded() ? Code.CONNECTIONLOSS : code, path);
    }
}
