package dev.rendezvous.registry;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks a config against the options that a backend declares, before any code of the backend runs. */
final class ConfigCheck {

    private ConfigCheck() {}

    /**
     * {@return the parameters, with the declared defaults of the keys that they do not have}
     *
     * @throws IllegalArgumentException naming the first key that is not known, does not parse, or is missing
     */
    static RendezvousParameters check(BackendDescriptor backend, RendezvousParameters parameters) {
        if (backend.options().isEmpty()) {
            return parameters;
        }
        Map<String, OptionDescriptor> options = new TreeMap<>();
        backend.options().forEach(option -> options.put(option.name(), option));
        parameters.config().forEach((key, value) -> checkGiven(backend, options, key, value));
        Map<String, String> defaults = new LinkedHashMap<>();
        for (OptionDescriptor option : backend.options()) {
            if (!parameters.config().containsKey(option.name())) {
                checkMayBeMissing(backend, option);
                option.defaultValue().ifPresent(value -> defaults.put(option.name(), value));
            }
        }
        return defaults.isEmpty()
                ? parameters
                : parameters.toBuilder().config(defaults).build();
    }

    private static void checkGiven(
            BackendDescriptor backend, Map<String, OptionDescriptor> options, String key, String value) {
        OptionDescriptor option = options.get(key);
        if (option == null) {
            Set<String> known = options.keySet();
            throw new IllegalArgumentException(ConfigMessages.unknownOption(backend.name(), key, known));
        }
        if (!valueType(option).accepts(value)) {
            throw new IllegalArgumentException(ConfigMessages.illegalOption(
                    backend.name(), option, value, valueType(option).expected()));
        }
    }

    /** {@return how the values of the option parse} The constants of both enums have the same names; a test checks it. */
    static ValueType valueType(OptionDescriptor option) {
        return ValueType.valueOf(option.type().name());
    }

    private static void checkMayBeMissing(BackendDescriptor backend, OptionDescriptor option) {
        if (option.required()) {
            throw new IllegalArgumentException(ConfigMessages.missingOption(
                    backend.name(), option, valueType(option).expected()));
        }
    }
}
