package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.DeclaredOption;
import dev.rendezvous.processor.model.RuntimeNames;

import dev.rendezvous.index.declaration.Description;
import dev.rendezvous.index.declaration.OptionName;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the declared config keys. */
final class OptionRules {

    private OptionRules() {}

    static List<Finding> check(List<DeclaredOption> options) {
        List<Finding> findings = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            DeclaredOption option = options.get(i);
            checkName(option, i, keys).ifPresent(findings::add);
            checkDefault(option, i).ifPresent(findings::add);
            checkDescription(option, i).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> checkName(DeclaredOption option, int index, Set<String> keys) {
        Place place = Place.option(index, RuntimeNames.OPTION_NAME);
        String name = Quote.text(option.name());
        if (!keys.add(option.name())) {
            return Optional.of(Finding.of(Message.REPEATED_OPTION, place, name));
        }
        return OptionName.problemWith(option.name())
                .map(problem -> Finding.of(Message.ILLEGAL_OPTION, place, name, problem));
    }

    private static Optional<Finding> checkDefault(DeclaredOption option, int index) {
        if (option.defaultValue().isEmpty()) {
            return Optional.empty();
        }
        Place place = Place.option(index, RuntimeNames.OPTION_DEFAULT);
        String name = Quote.text(option.name());
        String value = Quote.text(option.defaultValue());
        if (option.required()) {
            return Optional.of(Finding.of(Message.REQUIRED_WITH_DEFAULT, place, name, value));
        }
        return option.type().accepts(option.defaultValue())
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Message.ILLEGAL_DEFAULT,
                        place,
                        name,
                        value,
                        option.type().expected(),
                        suggestion(option)));
    }

    private static String suggestion(DeclaredOption option) {
        return option.type()
                .nearMiss(option.defaultValue())
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    private static Optional<Finding> checkDescription(DeclaredOption option, int index) {
        return Description.problemWith(option.description())
                .map(problem -> Finding.of(
                        Message.ILLEGAL_OPTION_DESCRIPTION,
                        Place.option(index, RuntimeNames.OPTION_DESCRIPTION),
                        Quote.text(option.description()),
                        Quote.text(option.name()),
                        problem));
    }
}
