package dev.rendezvous.index.declaration;

import dev.rendezvous.index.declaration.DeclarationProblem.Rule;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks declared config keys. */
final class OptionChecks {

    private OptionChecks() {}

    static List<DeclarationProblem> check(List<DeclaredOption> options) {
        List<DeclarationProblem> problems = new ArrayList<>();
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < options.size(); i++) {
            int index = i;
            DeclaredOption option = options.get(i);
            if (earlier.add(option.name())) {
                OptionName.problemWith(option.name())
                        .ifPresent(problem -> problems.add(problem(Rule.OPTION_NAME, index, option, problem)));
            } else {
                problems.add(problem(Rule.DISTINCT_OPTION, index, option, "is declared twice; remove one"));
            }
            checkDefault(option, index).ifPresent(problems::add);
            checkDescription(option, index).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<DeclarationProblem> checkDefault(DeclaredOption option, int index) {
        String value = option.defaultValue();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (option.required()) {
            return Optional.of(problem(
                    Rule.REQUIRED_WITHOUT_DEFAULT,
                    index,
                    option,
                    "is required, so its default " + Quote.text(value)
                            + " would never be used; remove one of the two"));
        }
        return option.type()
                .filter(type -> !type.accepts(value))
                .map(type -> problem(
                        Rule.DEFAULT,
                        index,
                        option,
                        "has the default " + Quote.text(value) + ", expected " + type.expected()
                                + suggestion(type, value)));
    }

    private static String suggestion(ValueType type, String value) {
        return ValueNearMiss.of(type, value)
                .map(near -> " (did you mean " + Quote.text(near) + "?)")
                .orElse("");
    }

    private static Optional<DeclarationProblem> checkDescription(DeclaredOption option, int index) {
        return Description.problemWith(option.description())
                .map(problem -> new DeclarationProblem(
                        Rule.OPTION_DESCRIPTION,
                        index,
                        "the description " + Quote.text(option.description()) + " of the option "
                                + Quote.text(option.name()) + " " + problem));
    }

    private static DeclarationProblem problem(Rule rule, int index, DeclaredOption option, String problem) {
        return new DeclarationProblem(rule, index, "the option " + Quote.text(option.name()) + " " + problem);
    }
}
