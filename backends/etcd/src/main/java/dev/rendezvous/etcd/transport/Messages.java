package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import dev.rendezvous.etcd.wire.Refusal;

/** All sentences about a connection that fails: the endpoint, what happened, and the remedy. */
final class Messages {

    private final Connection connection;

    Messages(Connection connection) {
        this.connection = connection;
    }

    String unresolved(Endpoint endpoint) {
        return at(endpoint) + "the host name cannot be resolved; check the endpoint and the DNS of this machine";
    }

    String unreachable(Endpoint endpoint, Throwable cause) {
        return at(endpoint) + "no connection (" + text(cause)
                + "); check that the server runs, that it listens on this address (--listen-client-urls), and the firewall";
    }

    String noHandshake(Endpoint endpoint, Throwable cause) {
        return at(endpoint) + "no TLS connection (" + text(cause) + "); if the server uses no TLS, leave out tls";
    }

    String silent(Endpoint endpoint) {
        return at(endpoint) + "no answer within " + connection.limit().toMillis()
                + " ms; the server is frozen or overloaded, or the cluster has no quorum: see etcdctl endpoint status --cluster";
    }

    String unavailable(Endpoint endpoint, Refusal refusal) {
        return at(endpoint) + "the cluster does not serve (" + refusal.message()
                + "); it has no leader or no quorum, or is overloaded: see etcdctl endpoint status --cluster";
    }

    String broken(Endpoint endpoint, Throwable cause) {
        String hint = connection.tls().isPresent()
                ? "; the server may have refused the certificate of this node, or the lack of one: see tls_key_store"
                : "; if the server uses TLS, set tls=true";
        return at(endpoint) + "the connection broke (" + text(cause) + ")" + hint;
    }

    String wrongPassword(Endpoint endpoint) {
        return at(endpoint) + "the server refuses the password of user " + user()
                + "; check user and password_file, and that the user exists: etcdctl user get " + user();
    }

    String loginNeeded(Endpoint endpoint) {
        return at(endpoint) + "the server wants a login; set the config keys user and password_file";
    }

    String noLogins(Endpoint endpoint) {
        return at(endpoint)
                + "the server has no users, since its authentication is not enabled; leave out the config key"
                + " user, or run etcdctl auth enable";
    }

    String noRights(Endpoint endpoint) {
        return at(endpoint) + "user " + user() + " has no rights on the keys below " + connection.prefix()
                + "; grant them: etcdctl role grant-permission ROLE --prefix=true readwrite " + connection.prefix();
    }

    String commonName(Endpoint endpoint) {
        return at(endpoint)
                + "while authentication is enabled, the JSON gateway of etcd refuses client certificates with a"
                + " CommonName; show a certificate without one in tls_key_store, or start etcd without --client-cert-auth";
    }

    String notTrusted(Endpoint endpoint, Throwable cause) {
        return at(endpoint) + "the certificate of the server is not trusted (" + text(cause)
                + "); put the certificate of its authority into tls_trust_store, and use a host name that the certificate has";
    }

    String certificateRefused(Endpoint endpoint, Throwable cause) {
        return at(endpoint) + "the server refuses the TLS connection (" + text(cause)
                + "); it may want a client certificate that its authority signed: set tls_key_store";
    }

    String serverHasTls(Endpoint endpoint) {
        return at(endpoint) + "the server uses TLS; set tls=true and tls_trust_store";
    }

    String serverHasNoTls(Endpoint endpoint) {
        return at(endpoint) + "the server uses no TLS; leave out tls, or start etcd with --cert-file and --key-file";
    }

    String noGateway(Endpoint endpoint, Refusal refusal) {
        return at(endpoint) + "this is not the JSON gateway of etcd v3 (status " + refusal.status() + ": "
                + refusal.message() + "); it needs etcd 3.4 or later, started without --enable-grpc-gateway=false";
    }

    String noEtcd(Endpoint endpoint) {
        return at(endpoint) + "this server is not etcd: it does not tell its version; check host and port";
    }

    String tooLarge(Endpoint endpoint, Refusal refusal) {
        return at(endpoint) + "the server refuses the value as too large (" + refusal.message()
                + "); raise --max-request-bytes of etcd, or write a smaller value";
    }

    String full(Endpoint endpoint) {
        return at(endpoint)
                + "the database of etcd is full; compact and defragment it, raise --quota-backend-bytes, and run"
                + " etcdctl alarm disarm";
    }

    String malformed(Endpoint endpoint, Throwable cause) {
        return at(endpoint) + "the answer is not one of etcd (" + text(cause) + "); check host and port";
    }

    String refused(Endpoint endpoint, Refusal refusal) {
        return at(endpoint) + "the server refuses the request (" + refusal.message() + ")";
    }

    String watchCanceled(Endpoint endpoint, String reason) {
        return at(endpoint) + "the server ends the watch of the keys below " + connection.prefix()
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private String user() {
        return connection.credentials().map(Credentials::user).orElse("of this node, which is not logged in,");
    }

    private static String at(Endpoint endpoint) {
        return "etcd at " + endpoint + ": ";
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
