package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Check.Result;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.wire.Request;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/**
 * Checks every endpoint, the login, and a read that needs a quorum and rights. Stops at the first step that fails. One request goes through
 * several steps; where it fails, the check has the name of the step that did not work.
 */
final class EtcdCheck {

    private final Gateway gateway;
    private final String root;

    EtcdCheck(Gateway gateway, String root) {
        this.gateway = gateway;
        this.root = root;
    }

    CompletionStage<List<Check>> run() {
        return connections().thenCompose(connections -> {
            List<Check> checks = new ArrayList<>(connections);
            return connections.stream().allMatch(check -> check.result() == Result.FAIL)
                    ? CompletableFuture.completedFuture(checks)
                    : step(
                                    "login",
                                    gateway.login().thenApply(ignored -> "the server accepts this node"),
                                    failure -> "login")
                            .thenCompose(login -> afterLogin(checks, login));
        });
    }

    private CompletionStage<List<Check>> afterLogin(List<Check> checks, Check login) {
        checks.add(login);
        return login.result() == Result.FAIL
                ? CompletableFuture.completedFuture(checks)
                : step(
                                "read",
                                gateway.call(Request.get(root + "r/seal"))
                                        .thenApply(ignored ->
                                                "the cluster has a quorum, and this node may read below " + root),
                                failure -> failure instanceof RendezvousConnectionException ? "quorum" : "rights")
                        .thenApply(read -> {
                            checks.add(read);
                            return checks;
                        });
    }

    /** A member that does not answer is a weakness while another one does. */
    private CompletionStage<List<Check>> connections() {
        CompletionStage<List<Check>> all = CompletableFuture.completedFuture(List.of());
        for (Endpoint endpoint : gateway.endpoints()) {
            CompletionStage<Check> one = step(
                    "connect " + endpoint,
                    gateway.version(endpoint).thenApply(version -> "etcd " + version),
                    failure -> stepOfConnection(failure) + " " + endpoint);
            all = all.thenCombine(one, EtcdCheck::with);
        }
        return all.thenApply(checks -> checks.stream().anyMatch(check -> check.result() == Result.OK)
                ? checks.stream().map(EtcdCheck::milder).toList()
                : checks);
    }

    private static List<Check> with(List<Check> checks, Check more) {
        List<Check> result = new ArrayList<>(checks);
        result.add(more);
        return result;
    }

    private static Check milder(Check check) {
        return check.result() == Result.FAIL
                ? new Check(check.step(), Result.WARN, check.detail(), check.took())
                : check;
    }

    private static String stepOfConnection(Throwable failure) {
        if (failure.getCause() instanceof UnknownHostException) {
            return "resolve";
        }
        if (failure.getCause() instanceof SSLException) {
            return "TLS";
        }
        boolean connected = !(failure instanceof RendezvousConnectionException missing)
                || missing.outcome() != RendezvousConnectionException.Outcome.NOT_SENT;
        return connected ? "answer" : "connect";
    }

    private static CompletionStage<Check> step(
            String name, CompletionStage<String> found, Function<Throwable, String> stepOf) {
        long start = System.nanoTime();
        return found.handle((detail, failure) -> {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return failure == null
                    ? new Check(name, Result.OK, detail, took)
                    : new Check(stepOf.apply(cause(failure)), Result.FAIL, message(cause(failure)), took);
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
