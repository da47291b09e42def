package dev.rendezvous.index.declaration;

/**
 * Something that is wrong with a {@link Declaration}.
 *
 * @param rule which rule it breaks
 * @param index the alias or the option that breaks it, as its place in the list of the declaration; 0 for the name and the
 *     description
 * @param text the whole sentence, with what was found and what was expected
 * @since 0.1
 */
public record DeclarationProblem(Rule rule, int index, String text) {

    /**
     * The rules of a declaration.
     *
     * @since 0.1
     */
    public enum Rule {
        /** The name is legal by {@link BackendName}. */
        NAME,
        /** An alias is legal by {@link BackendName}. */
        ALIAS,
        /** An alias is neither the name nor another alias. */
        DISTINCT_ALIAS,
        /** The description is legal by {@link Description}. */
        DESCRIPTION,
        /** A config key is legal by {@link OptionName}. */
        OPTION_NAME,
        /** Each config key is declared once. */
        DISTINCT_OPTION,
        /** A default parses as the type of its option. */
        DEFAULT,
        /** A required option has no default. */
        REQUIRED_WITHOUT_DEFAULT,
        /** The description of an option is legal by {@link Description}. */
        OPTION_DESCRIPTION
    }
}
