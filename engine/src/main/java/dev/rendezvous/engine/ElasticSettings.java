package dev.rendezvous.engine;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.LateJoiners;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.decision.RankBy;
import dev.rendezvous.engine.decision.RankBy.Policy;
import dev.rendezvous.engine.decision.Rule;
import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Identity;
import dev.rendezvous.engine.message.Timing;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The parameters of an elastic handler, parsed and checked.
 *
 * @param backend the name that the application asked for
 * @param service where the service is, for messages
 * @param runId the run
 * @param engine what the protocol needs
 * @param readTimeout the time-out of the store of a round
 * @param seed of the randomness of the protocol
 */
record ElasticSettings(
        String backend, String service, String runId, EngineSettings engine, Duration readTimeout, long seed) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LABEL_POLICY = "label:";
    private static final Duration REQUEST = Duration.ofSeconds(5);

    static ElasticSettings of(RendezvousParameters parameters) {
        Keys.encoded(requireRunId(parameters));
        Timing timing = timing(parameters);
        EngineSettings engine = new EngineSettings(
                NodeIdentity.of(parameters, RANDOM),
                run(parameters),
                timing,
                rankBy(parameters.get(ElasticOptions.RANK_BY).orElse(ElasticDefaults.RANK_BY)),
                parameters.getBoolean(ElasticOptions.SELF_FENCE).orElse(false),
                Rule.ALL);
        return new ElasticSettings(
                parameters.backend(),
                service(parameters),
                parameters.runId(),
                engine,
                duration(parameters, ElasticOptions.READ_TIMEOUT, ElasticDefaults.READ_TIMEOUT),
                RANDOM.nextLong());
    }

    Identity self() {
        return engine.self();
    }

    Timing timing() {
        return engine.timing();
    }

    /** {@return how long one request may take} A third of the lease, so that a keep-alive can be repeated before the lease ends. */
    Duration requestTimeout() {
        return Duration.ofNanos(timing().request());
    }

    /** A query of an endpoint, and what is before an @, may have a password. */
    private static String service(RendezvousParameters parameters) {
        String endpoint = parameters.endpoint().replaceFirst("[?].*", "").replaceFirst(".*@", "");
        return endpoint.isEmpty() ? "the service" : parameters.backend() + " at " + endpoint;
    }

    private static String requireRunId(RendezvousParameters parameters) {
        if (parameters.runId().isBlank()) {
            throw new IllegalArgumentException("the run id is empty; all nodes of a run must give the same one");
        }
        return parameters.runId();
    }

    private static RunSettings run(RendezvousParameters parameters) {
        if (parameters.maxNodes() > Orders.MAX) {
            throw new IllegalArgumentException("a run has at most " + Orders.MAX
                    + " nodes, and this one asks for up to " + parameters.maxNodes() + "; give a smaller maximum");
        }
        return new RunSettings(
                parameters.minNodes(),
                parameters.maxNodes(),
                parameters.get(ElasticOptions.JOB).orElse(""),
                maxFailures(parameters),
                lateJoiners(parameters.get(ElasticOptions.LATE_JOINERS).orElse(ElasticDefaults.LATE_JOINERS)));
    }

    private static int maxFailures(RendezvousParameters parameters) {
        int given = parameters.getInt(ElasticOptions.MAX_FAILURES).orElse(RunSettings.UNLIMITED);
        if (given < 0 && parameters.get(ElasticOptions.MAX_FAILURES).isPresent()) {
            throw new IllegalArgumentException("the config key " + ElasticOptions.MAX_FAILURES
                    + " must be 0 or more, not " + given + "; leave it out for no limit");
        }
        return given;
    }

    private static LateJoiners lateJoiners(String text) {
        return switch (text) {
            case "restart" -> LateJoiners.RESTART;
            case "wait" -> LateJoiners.WAIT;
            default -> throw illegal(ElasticOptions.LATE_JOINERS, text, "restart or wait");
        };
    }

    private static RankBy rankBy(String text) {
        if (text.startsWith(LABEL_POLICY) && text.length() > LABEL_POLICY.length()) {
            return new RankBy(Policy.LABEL, text.substring(LABEL_POLICY.length()));
        }
        return switch (text) {
            case "sticky", "natural", "id", "join" -> new RankBy(Policy.valueOf(text.toUpperCase(Locale.ROOT)), "");
            default -> throw illegal(ElasticOptions.RANK_BY, text, "sticky, natural, id, join or label:KEY");
        };
    }

    private static Timing timing(RendezvousParameters parameters) {
        Duration lease = positive(parameters, ElasticOptions.LEASE, ElasticDefaults.LEASE);
        Duration heartbeat = positive(parameters, ElasticOptions.HEARTBEAT, ElasticDefaults.HEARTBEAT);
        if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException("the config key " + ElasticOptions.LEASE
                    + " must be at least three times "
                    + ElasticOptions.HEARTBEAT + ", so that one lost heartbeat does not end it; lease is " + lease
                    + " and heartbeat is " + heartbeat);
        }
        return new Timing(
                nanos(lease),
                nanos(heartbeat),
                nanos(duration(parameters, ElasticOptions.JOIN_TIMEOUT, ElasticDefaults.JOIN_TIMEOUT)),
                nanos(duration(parameters, ElasticOptions.LAST_CALL, ElasticDefaults.LAST_CALL)),
                nanos(duration(parameters, ElasticOptions.REFORM_LAST_CALL, ElasticDefaults.REFORM_LAST_CALL)),
                nanos(duration(parameters, ElasticOptions.CLOSE_TIMEOUT, ElasticDefaults.CLOSE_TIMEOUT)),
                nanos(duration(parameters, ElasticOptions.UNREACHABLE_TIMEOUT, ElasticDefaults.UNREACHABLE_TIMEOUT)),
                Math.min(nanos(REQUEST), nanos(lease) / 3),
                nanos(positive(parameters, ElasticOptions.LINGER, ElasticDefaults.LINGER)),
                nanos(duration(parameters, ElasticOptions.EVICT_AFTER, ElasticDefaults.EVICT_AFTER)),
                Timing.LOOK_EVERY);
    }

    private static Duration positive(RendezvousParameters parameters, String key, String otherwise) {
        Duration given = duration(parameters, key, otherwise);
        if (given.isZero()) {
            throw illegal(key, "0", "a duration above zero");
        }
        return given;
    }

    private static Duration duration(RendezvousParameters parameters, String key, String otherwise) {
        Optional<Duration> given = parameters.getDuration(key);
        return given.orElseGet(() -> parse(key, otherwise));
    }

    /** A default is written as the options declare it, so that both are the same text. */
    private static Duration parse(String key, String text) {
        return RendezvousParameters.builder("default")
                .config(key, text)
                .build()
                .getDuration(key)
                .orElseThrow();
    }

    private static long nanos(Duration duration) {
        try {
            return Math.min(duration.toNanos(), Long.MAX_VALUE / 8);
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE / 8;
        }
    }

    private static IllegalArgumentException illegal(String key, String value, String expected) {
        return new IllegalArgumentException(
                "the config key " + key + " has the value \"" + value + "\", expected " + expected);
    }
}
