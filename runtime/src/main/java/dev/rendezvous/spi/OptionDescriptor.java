package dev.rendezvous.spi;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.index.declaration.Description;
import dev.rendezvous.index.declaration.OptionName;
import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.index.text.Quote;
import java.util.Objects;
import java.util.Optional;

/**
 * A config key that a backend reads.
 *
 * @param name the key, {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 * @param type what its value parses as
 * @param defaultValue what the backend sees when the key is not given; it parses as the type
 * @param description one line; empty for none
 * @param required whether a handler can only be made when the key is given; excludes a default
 * @since 0.1
 */
public record OptionDescriptor(
        String name, Type type, Optional<String> defaultValue, String description, boolean required) {

    /**
     * Checks every component.
     *
     * @throws IllegalArgumentException naming the option and what is wrong with it
     */
    public OptionDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(description, "description");
        OptionName.problemWith(name).ifPresent(problem -> {
            throw new IllegalArgumentException("the option " + Quote.text(name) + " " + problem);
        });
        if (required && defaultValue.isPresent()) {
            throw new IllegalArgumentException("the option " + name + " is required and has a default");
        }
        if (defaultValue.isPresent() && !type.values.accepts(defaultValue.get())) {
            throw new IllegalArgumentException("the option " + name + " has the default "
                    + Quote.text(defaultValue.get()) + ", expected " + type.values.expected());
        }
        Description.problemWith(description).ifPresent(problem -> {
            throw new IllegalArgumentException("the description of the option " + name + " " + problem);
        });
    }

    /**
     * What the value of an option parses as. The constants are those of the annotation, which this module does not see.
     *
     * @since 0.1
     */
    public enum Type {
        /** Any text. */
        STRING(ValueType.STRING),
        /** See {@link RendezvousParameters#getInt}. */
        INT(ValueType.INT),
        /** See {@link RendezvousParameters#getBoolean}. */
        BOOL(ValueType.BOOL),
        /** See {@link RendezvousParameters#getDuration}. */
        DURATION(ValueType.DURATION);

        private final ValueType values;

        Type(ValueType values) {
            this.values = values;
        }
    }
}
