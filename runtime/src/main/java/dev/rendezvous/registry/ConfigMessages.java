package dev.rendezvous.registry;

import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.spi.OptionDescriptor;
import java.util.Collection;

/** What the registry says about config keys and their values. */
final class ConfigMessages {

    private ConfigMessages() {}

    static String unknownOption(String backend, String key, Collection<String> known) {
        String near = NearMiss.of(key, known)
                .map(nearest -> " (did you mean \"" + nearest + "\"?)")
                .orElse("");
        return "the backend \"" + backend + "\" knows no config key " + Quote.text(key) + near + "; its keys are "
                + String.join(", ", known);
    }

    static String illegalOption(String backend, OptionDescriptor option, String value, String expected) {
        return "the config key \"" + option.name() + "\" of the backend \"" + backend + "\" has the value "
                + Quote.text(value) + ", expected " + expected;
    }

    static String missingOption(String backend, OptionDescriptor option, String expected) {
        return "the backend \"" + backend + "\" needs the config key \"" + option.name() + "\", " + expected
                + (option.description().isEmpty() ? "" : ": " + option.description());
    }
}
