package dev.rendezvous.processor.check;

import dev.rendezvous.index.declaration.DeclarationProblem;
import dev.rendezvous.index.declaration.DeclarationProblem.Rule;
import dev.rendezvous.processor.model.RuntimeNames;

/** The message and the place that belong to each rule of a declaration. */
final class Declared {

    private Declared() {}

    static Finding finding(DeclarationProblem problem, Place place) {
        return Finding.of(message(problem.rule()), place, problem.text());
    }

    static Message message(Rule rule) {
        return switch (rule) {
            case NAME -> Message.ILLEGAL_NAME;
            case ALIAS -> Message.ILLEGAL_ALIAS;
            case DISTINCT_ALIAS -> Message.REPEATED_ALIAS;
            case DESCRIPTION -> Message.ILLEGAL_DESCRIPTION;
            case OPTION_NAME -> Message.ILLEGAL_OPTION;
            case DISTINCT_OPTION -> Message.REPEATED_OPTION;
            case DEFAULT -> Message.ILLEGAL_DEFAULT;
            case REQUIRED_WITHOUT_DEFAULT -> Message.REQUIRED_WITH_DEFAULT;
            case OPTION_DESCRIPTION -> Message.ILLEGAL_OPTION_DESCRIPTION;
        };
    }

    /** {@return the place in the annotation of a backend that declares its options itself} */
    static Place place(DeclarationProblem problem) {
        return switch (problem.rule()) {
            case NAME -> Place.member(RuntimeNames.VALUE);
            case ALIAS, DISTINCT_ALIAS -> Place.alias(problem.index());
            case DESCRIPTION -> Place.member(RuntimeNames.DESCRIPTION);
            default -> Place.option(RuntimeNames.OPTIONS, problem.index(), member(problem.rule()));
        };
    }

    /** {@return the member of an option that the rule is about} */
    static String member(Rule rule) {
        return switch (rule) {
            case DEFAULT, REQUIRED_WITHOUT_DEFAULT -> RuntimeNames.OPTION_DEFAULT;
            case OPTION_DESCRIPTION -> RuntimeNames.OPTION_DESCRIPTION;
            default -> RuntimeNames.OPTION_NAME;
        };
    }

    static boolean isOfOption(Rule rule) {
        return switch (rule) {
            case NAME, ALIAS, DISTINCT_ALIAS, DESCRIPTION -> false;
            default -> true;
        };
    }
}
