package dev.rendezvous;

import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.index.text.Quote;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an application asks of a backend. Immutable.
 *
 * <p>It corresponds to PyTorch's {@code RendezvousParameters}; config values are always text here, and the getters parse them.
 *
 * @since 0.1
 */
public final class RendezvousParameters {

    private final String backend;
    private final String endpoint;
    private final String runId;
    private final int minNodes;
    private final int maxNodes;
    private final Optional<String> localAddress;
    private final Map<String, String> config;

    private RendezvousParameters(Builder builder, Map<String, String> config) {
        this.backend = builder.backend;
        this.endpoint = builder.endpoint;
        this.runId = builder.runId;
        this.minNodes = builder.minNodes;
        this.maxNodes = builder.maxNodes;
        this.localAddress = builder.localAddress;
        this.config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /**
     * {@return a builder for one node, with an empty endpoint, an empty run id and no config}
     *
     * @param backend the name or an alias of the backend, not blank; whether it is known is the registry's business
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String backend) {
        return new Builder(backend);
    }

    /** {@return the name or alias of the backend, never blank} */
    public String backend() {
        return backend;
    }

    /** {@return where the backend is reached, in the backend's own form; may be empty} See {@link Endpoint}. */
    public String endpoint() {
        return endpoint;
    }

    /** {@return the run whose nodes are to meet; may be empty where the backend allows it} */
    public String runId() {
        return runId;
    }

    /** {@return the fewest nodes of a group, at least 1} */
    public int minNodes() {
        return minNodes;
    }

    /** {@return the most nodes of a group, at least {@link #minNodes()}} */
    public int maxNodes() {
        return maxNodes;
    }

    /**
     * {@return the number of nodes, for a backend whose groups have a fixed size}
     *
     * @throws IllegalArgumentException if the fewest and the most nodes differ
     */
    public int fixedNodes() {
        if (minNodes != maxNodes) {
            throw new IllegalArgumentException("the backend " + backend + " meets a fixed number of nodes, not "
                    + minNodes + " to " + maxNodes + "; set the fewest and the most nodes to the same number");
        }
        return maxNodes;
    }

    /** {@return the address by which others reach this node; empty for the backend to find out} */
    public Optional<String> localAddress() {
        return localAddress;
    }

    /** {@return the config, unmodifiable, in the order in which it was given} */
    public Map<String, String> config() {
        return config;
    }

    /**
     * {@return the config value as it was given; empty if the key is not there}
     *
     * @param key a config key
     */
    public Optional<String> get(String key) {
        Objects.requireNonNull(key, "key");
        return Optional.ofNullable(config.get(key));
    }

    /**
     * {@return the truth value of the key; empty if the key is not there}
     *
     * @param key a config key
     * @throws IllegalArgumentException naming the key, if its value is none of {@code 1 true t yes y} and
     *     {@code 0 false f no n}, in any case and without blanks around it
     */
    public Optional<Boolean> getBoolean(String key) {
        Objects.requireNonNull(key, "key");
        return get(key).map(text -> ValueType.parseBoolean(text).orElseThrow(() -> illegal(key, text, ValueType.BOOL)));
    }

    /**
     * {@return the integer of the key; empty if the key is not there}
     *
     * @param key a config key
     * @throws IllegalArgumentException naming the key, if its value is no decimal integer of 32 bits; a sign and blanks around
     *     it are allowed
     */
    public OptionalInt getInt(String key) {
        Objects.requireNonNull(key, "key");
        String text = config.get(key);
        return text == null
                ? OptionalInt.empty()
                : OptionalInt.of(ValueType.parseInt(text).orElseThrow(() -> illegal(key, text, ValueType.INT)));
    }

    /**
     * {@return the duration of the key, never negative; empty if the key is not there}
     *
     * @param key a config key
     * @throws IllegalArgumentException naming the key, if its value is none of {@code 500ms}, {@code 30s}, {@code 10m},
     *     {@code 2h}, {@code PT30S}, or whole seconds
     */
    public Optional<Duration> getDuration(String key) {
        Objects.requireNonNull(key, "key");
        return get(key).map(text ->
                ValueType.parseDuration(text).orElseThrow(() -> illegal(key, text, ValueType.DURATION)));
    }

    /** {@return the parameters without the config values and without the user and the password of the endpoint, which may be secrets} */
    @Override
    public String toString() {
        return "RendezvousParameters[backend=" + backend + ", endpoint=" + EndpointText.withoutSecrets(endpoint)
                + ", runId=" + runId + ", nodes="
                + minNodes
                + ":" + maxNodes
                + localAddress.map(address -> ", localAddress=" + address).orElse("") + ", config keys="
                + config.keySet() + "]";
    }

    /** {@return a builder that starts with all of these parameters} */
    public Builder toBuilder() {
        Builder builder = new Builder(backend).endpoint(endpoint).runId(runId).nodes(minNodes, maxNodes);
        localAddress.ifPresent(builder::localAddress);
        return builder.config(config);
    }

    private static IllegalArgumentException illegal(String key, String text, ValueType type) {
        return new IllegalArgumentException("the config key " + Quote.text(key) + " has the value " + Quote.text(text)
                + ", expected " + type.expected());
    }

    /**
     * Collects parameters. Not for use by several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final String backend;
        private final Map<String, String> config = new LinkedHashMap<>();
        private String endpoint = "";
        private String runId = "";
        private int minNodes = 1;
        private int maxNodes = 1;
        private Optional<String> localAddress = Optional.empty();

        private Builder(String backend) {
            Objects.requireNonNull(backend, "backend");
            if (backend.isBlank()) {
                throw new IllegalArgumentException("the name of the backend is blank");
            }
            this.backend = backend;
        }

        /**
         * Sets where the backend is reached.
         *
         * @param text in the backend's own form, for most {@code host[:port]}
         * @return this builder
         */
        public Builder endpoint(String text) {
            this.endpoint = Objects.requireNonNull(text, "endpoint");
            return this;
        }

        /**
         * Sets the run.
         *
         * @param text what all nodes of the run say
         * @return this builder
         */
        public Builder runId(String text) {
            this.runId = Objects.requireNonNull(text, "runId");
            return this;
        }

        /**
         * Sets the size of the group.
         *
         * @param min the fewest nodes
         * @param max the most nodes
         * @return this builder; {@link #build()} checks the numbers
         */
        public Builder nodes(int min, int max) {
            this.minNodes = min;
            this.maxNodes = max;
            return this;
        }

        /**
         * Sets the address by which others reach this node.
         *
         * @param text a host name or an address
         * @return this builder
         */
        public Builder localAddress(String text) {
            this.localAddress = Optional.of(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Sets one config value, in place of an earlier one.
         *
         * @param key a config key, not blank
         * @param text its value
         * @return this builder
         * @throws IllegalArgumentException if the key is blank
         */
        public Builder config(String key, String text) {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(text, "text");
            if (key.isBlank()) {
                throw new IllegalArgumentException("a config key is blank");
            }
            config.put(key, text);
            return this;
        }

        /**
         * Sets config values, in place of earlier ones.
         *
         * @param values the values by their keys
         * @return this builder
         * @throws IllegalArgumentException if a key is blank
         */
        public Builder config(Map<String, String> values) {
            Objects.requireNonNull(values, "values").forEach(this::config);
            return this;
        }

        /**
         * Sets config values from one text, in place of earlier ones: {@code key=value,key=value}, as
         * {@code torchrun --rdzv-conf} takes it. Commas cannot be escaped. Each piece is split at its first {@code =}, and blanks
         * around keys and values are dropped. A key that is repeated takes its last value.
         *
         * @param text the config; a blank text sets nothing
         * @return this builder
         * @throws IllegalArgumentException if a piece has no key, or naming the key that has no value
         */
        public Builder config(String text) {
            return config(ConfigText.parse(Objects.requireNonNull(text, "text")));
        }

        /**
         * {@return the parameters}
         *
         * @throws IllegalArgumentException naming the numbers, if the fewest nodes are less than 1 or the most are less than
         *     the fewest
         */
        public RendezvousParameters build() {
            if (minNodes < 1) {
                throw new IllegalArgumentException("the fewest nodes of a group must be at least 1, not " + minNodes);
            }
            if (maxNodes < minNodes) {
                throw new IllegalArgumentException("the most nodes of a group (" + maxNodes
                        + ") must not be less than the fewest (" + minNodes + ")");
            }
            return new RendezvousParameters(this, config);
        }
    }
}
