package dev.rendezvous.index.declaration;

import dev.rendezvous.index.declaration.DeclarationProblem.Rule;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks what an author declares of a backend. The annotation processor checks sources and tools check class files, by these
 * same rules and in these same words.
 *
 * @since 0.1
 */
public final class DeclarationChecks {

    private static final int ONLY = 0;

    private DeclarationChecks() {}

    /**
     * {@return what is wrong with the declaration, in the order of its parts; empty for a legal one}
     *
     * @param declaration what the author declares
     */
    public static List<DeclarationProblem> check(Declaration declaration) {
        List<DeclarationProblem> problems = new ArrayList<>();
        BackendName.problemWith(declaration.name())
                .ifPresent(problem -> problems.add(problem(Rule.NAME, ONLY, "the name", declaration.name(), problem)));
        for (int i = 0; i < declaration.aliases().size(); i++) {
            checkAlias(problems, declaration, i);
        }
        Description.problemWith(declaration.description())
                .ifPresent(problem -> problems.add(
                        problem(Rule.DESCRIPTION, ONLY, "the description", declaration.description(), problem)));
        problems.addAll(OptionChecks.check(declaration.options()));
        return List.copyOf(problems);
    }

    /**
     * {@return what is wrong with the options; empty for legal ones}
     *
     * @param options config keys that one backend would have together
     */
    public static List<DeclarationProblem> check(List<DeclaredOption> options) {
        return List.copyOf(OptionChecks.check(options));
    }

    private static void checkAlias(List<DeclarationProblem> problems, Declaration declaration, int index) {
        String alias = declaration.aliases().get(index);
        BackendName.problemWith(alias)
                .ifPresent(problem -> problems.add(problem(Rule.ALIAS, index, "the alias", alias, problem)));
        if (alias.equals(declaration.name())) {
            problems.add(problem(Rule.DISTINCT_ALIAS, index, "the alias", alias, "is the name itself; remove it"));
        } else if (declaration.aliases().indexOf(alias) < index) {
            problems.add(problem(Rule.DISTINCT_ALIAS, index, "the alias", alias, "is declared twice; remove one"));
        }
    }

    private static DeclarationProblem problem(Rule rule, int index, String subject, String text, String problem) {
        return new DeclarationProblem(rule, index, subject + " " + Quote.text(text) + " " + problem);
    }
}
