package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.etcd.wire.Refusal;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Which exception a failure becomes: one to try again after, or a final one. */
final class Failures {

    private static final int MISDIRECTED = 421;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Messages messages;

    Failures(Messages messages) {
        this.messages = messages;
    }

    /** {@return the exception for an answer that is an error} */
    RuntimeException of(Endpoint endpoint, Refusal refusal) {
        if (refusal.code() == Refusal.NOT_FOUND && refusal.says("lease")) {
            return new LeaseNotFoundException(messages.refused(endpoint, refusal));
        }
        if (refusal.code() == Refusal.UNAUTHENTICATED || refusal.says("auth store is old")) {
            return new TokenRefusedException(messages.refused(endpoint, refusal));
        }
        return isPassing(refusal)
                ? new RendezvousConnectionException(messages.unavailable(endpoint, refusal), Outcome.UNKNOWN)
                : new RendezvousStateException(explanation(endpoint, refusal));
    }

    private static boolean isPassing(Refusal refusal) {
        return switch (refusal.code()) {
            case Refusal.UNAVAILABLE, Refusal.DEADLINE_EXCEEDED -> true;
            case Refusal.RESOURCE_EXHAUSTED -> refusal.says("too many requests");
            default -> refusal.status() >= FIRST_SERVER_ERROR;
        };
    }

    private String explanation(Endpoint endpoint, Refusal refusal) {
        return switch (refusal.code()) {
            case Refusal.NO_CODE -> notFromEtcd(endpoint, refusal);
            case Refusal.PERMISSION_DENIED -> messages.noRights(endpoint);
            case Refusal.RESOURCE_EXHAUSTED ->
                refusal.says("space exceeded") ? messages.full(endpoint) : messages.tooLarge(endpoint, refusal);
            case Refusal.FAILED_PRECONDITION ->
                refusal.says("not enabled") ? messages.noLogins(endpoint) : messages.refused(endpoint, refusal);
            case Refusal.INVALID_ARGUMENT -> illegalArgument(endpoint, refusal);
            default -> messages.refused(endpoint, refusal);
        };
    }

    private String illegalArgument(Endpoint endpoint, Refusal refusal) {
        if (refusal.says("authentication failed")) {
            return messages.wrongPassword(endpoint);
        }
        if (refusal.says("user name is empty")) {
            return messages.loginNeeded(endpoint);
        }
        return refusal.says("too large") ? messages.tooLarge(endpoint, refusal) : messages.refused(endpoint, refusal);
    }

    private String notFromEtcd(Endpoint endpoint, Refusal refusal) {
        if (refusal.says("CommonName")) {
            return messages.commonName(endpoint);
        }
        if (refusal.says("HTTPS")) {
            return messages.serverHasTls(endpoint);
        }
        return refusal.status() == MISDIRECTED
                ? messages.refused(endpoint, refusal)
                : messages.noGateway(endpoint, refusal);
    }

    /** {@return the exception for a watch that the server has ended} */
    RuntimeException ofCanceledWatch(Endpoint endpoint, String reason) {
        return reason.contains("permission denied")
                ? new RendezvousStateException(messages.noRights(endpoint))
                : new RendezvousConnectionException(messages.watchCanceled(endpoint, reason));
    }

    /** {@return the exception for a call without an answer} */
    RuntimeException of(Endpoint endpoint, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RuntimeException known) {
            return known;
        }
        if (cause instanceof NotConnectedException missing) {
            return notConnected(endpoint, missing.reason());
        }
        if (cause instanceof TimeoutException) {
            return new RendezvousConnectionException(messages.silent(endpoint), Outcome.UNKNOWN, cause);
        }
        if (cause instanceof TooLongException || cause instanceof NotHttpException) {
            return new RendezvousStateException(messages.malformed(endpoint, cause), cause);
        }
        return finalOfTls(endpoint, cause)
                .orElseGet(() ->
                        new RendezvousConnectionException(messages.broken(endpoint, cause), Outcome.UNKNOWN, cause));
    }

    private RuntimeException notConnected(Endpoint endpoint, IOException cause) {
        return finalOfTls(endpoint, cause)
                .orElseGet(() -> new RendezvousConnectionException(missing(endpoint, cause), Outcome.NOT_SENT, cause));
    }

    private String missing(Endpoint endpoint, IOException cause) {
        if (cause instanceof UnknownHostException) {
            return messages.unresolved(endpoint);
        }
        return cause instanceof SSLException
                ? messages.noHandshake(endpoint, cause)
                : messages.unreachable(endpoint, cause);
    }

    /** {@return the exception for a failure of TLS that does not pass} */
    private Optional<RuntimeException> finalOfTls(Endpoint endpoint, Throwable cause) {
        if (!(cause instanceof SSLException)) {
            return Optional.empty();
        }
        if (has(CertificateException.class, cause) || has(CertPathBuilderException.class, cause)) {
            return Optional.of(new RendezvousStateException(messages.notTrusted(endpoint, cause), cause));
        }
        String said = String.valueOf(cause.getMessage());
        if (said.contains("fatal alert")) {
            return Optional.of(new RendezvousStateException(messages.certificateRefused(endpoint, cause), cause));
        }
        return cause instanceof NoTlsException || said.contains("Unsupported or unrecognized SSL message")
                ? Optional.of(new RendezvousStateException(messages.serverHasNoTls(endpoint), cause))
                : Optional.empty();
    }

    private static boolean has(Class<? extends Throwable> type, Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
