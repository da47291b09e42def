package dev.rendezvous.spi;

import dev.rendezvous.index.declaration.BackendName;
import dev.rendezvous.index.declaration.Description;
import dev.rendezvous.index.text.Quote;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a backend.
 *
 * @param name the name by which applications ask for it, {@code [a-z0-9][a-z0-9._-]{0,63}}
 * @param aliases its further names, distinct, in the order in which they were declared
 * @param description one line; empty for none
 * @param implementationClass the class that its author annotated, or that has the annotated method; for a factory that was
 *     registered by hand, the class of the factory
 * @param providerClass the class that makes its handlers; empty for a factory that was registered by hand
 * @param origin the jar, directory or module that it came with; empty for a factory that was registered by hand
 * @param options the config keys that it reads; empty in a listing that loaded no class, filled once the provider is loaded
 * @since 0.1
 */
public record BackendDescriptor(
        String name,
        List<String> aliases,
        String description,
        String implementationClass,
        String providerClass,
        Optional<URI> origin,
        List<OptionDescriptor> options) {

    /**
     * Checks the names, the classes and the description, and copies the lists.
     *
     * @throws IllegalArgumentException naming the component that is not legal, and why
     */
    public BackendDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(aliases, "aliases");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(implementationClass, "implementationClass");
        Objects.requireNonNull(providerClass, "providerClass");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(options, "options");
        aliases = List.copyOf(aliases);
        options = List.copyOf(options);
        checkName("name", name);
        if (!aliases.isEmpty()) {
            checkAliases(name, aliases);
        }
        if (!options.isEmpty()) {
            checkOptions(name, options);
        }
        checkLine("description", description);
        checkLine("implementation class", implementationClass);
        checkLine("provider class", providerClass);
    }

    /**
     * {@return a builder for a backend of this name}
     *
     * @param name the name; {@link Builder#build()} checks it
     */
    public static Builder builder(String name) {
        return new Builder(Objects.requireNonNull(name, "name"));
    }

    private static void checkAliases(String name, List<String> aliases) {
        Set<String> names = new HashSet<>(Set.of(name));
        for (String alias : aliases) {
            checkName("alias", alias);
            checkNew(names, alias, "the name or alias", name);
        }
    }

    private static void checkOptions(String name, List<OptionDescriptor> options) {
        Set<String> keys = new HashSet<>();
        for (OptionDescriptor option : options) {
            checkNew(keys, option.name(), "the option", name);
        }
    }

    private static void checkName(String what, String text) {
        if (!BackendName.isLegal(text)) {
            throw new IllegalArgumentException("the " + what + " " + Quote.text(text) + " "
                    + BackendName.problemWith(text).orElseThrow());
        }
    }

    /** Class names too come from jars that are not trusted, and are shown on terminals. */
    private static void checkLine(String what, String text) {
        Optional<String> problem = Description.problemWith(text);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("the " + what + " " + problem.get());
        }
    }

    private static void checkNew(Set<String> seen, String text, String what, String backend) {
        if (!seen.add(text)) {
            throw new IllegalArgumentException(
                    what + " " + Quote.text(text) + " of the backend " + backend + " is there twice");
        }
    }

    /**
     * Builds a descriptor. Generated providers use it, so that a published jar goes on working when a component is added.
     * Not for use by several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final String name;
        private final List<OptionDescriptor> options = new ArrayList<>();
        private List<String> aliases = List.of();
        private String description = "";
        private String implementationClass = "";
        private String providerClass = "";
        private Optional<URI> origin = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Sets the further names.
         *
         * @param names in the order in which listings show them
         * @return this builder
         */
        public Builder aliases(String... names) {
            this.aliases = List.of(Objects.requireNonNull(names, "names"));
            return this;
        }

        /**
         * Sets the description.
         *
         * @param line one line, empty for none
         * @return this builder
         */
        public Builder description(String line) {
            this.description = Objects.requireNonNull(line, "line");
            return this;
        }

        /**
         * Sets the class that its author annotated.
         *
         * @param binaryName as {@link Class#getName()} gives it
         * @return this builder
         */
        public Builder implementationClass(String binaryName) {
            this.implementationClass = Objects.requireNonNull(binaryName, "binaryName");
            return this;
        }

        /**
         * Sets the class that makes the handlers.
         *
         * @param binaryName as {@link Class#getName()} gives it
         * @return this builder
         */
        public Builder providerClass(String binaryName) {
            this.providerClass = Objects.requireNonNull(binaryName, "binaryName");
            return this;
        }

        /**
         * Sets where the backend came from.
         *
         * @param location a jar, a directory or a module
         * @return this builder
         */
        public Builder origin(URI location) {
            this.origin = Optional.of(Objects.requireNonNull(location, "location"));
            return this;
        }

        /**
         * Adds a config key.
         *
         * @param key the key
         * @param type what its value parses as
         * @param defaultValue what the backend sees when the key is not given; empty for none
         * @param line a description of one line, empty for none
         * @param required whether the key must be given
         * @return this builder
         * @throws IllegalArgumentException naming the option and what is wrong with it
         */
        public Builder option(
                String key, OptionDescriptor.Type type, String defaultValue, String line, boolean required) {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(defaultValue, "defaultValue");
            Objects.requireNonNull(line, "line");
            options.add(new OptionDescriptor(
                    key, type, Optional.of(defaultValue).filter(text -> !text.isEmpty()), line, required));
            return this;
        }

        /**
         * {@return the descriptor}
         *
         * @throws IllegalArgumentException naming what is not legal, and why
         */
        public BackendDescriptor build() {
            return new BackendDescriptor(
                    name, aliases, description, implementationClass, providerClass, origin, options);
        }
    }
}
