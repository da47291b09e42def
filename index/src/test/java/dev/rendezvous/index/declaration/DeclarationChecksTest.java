package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rendezvous.index.declaration.DeclarationProblem.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeclarationChecksTest {

    @Test
    void legalDeclarationHasNoProblem() {
        assertThat(DeclarationChecks.check(new Declaration(
                        "etcd",
                        List.of("etcd-v3"),
                        "Meets in etcd",
                        List.of(option("ttl", ValueType.DURATION, "5m"), required("endpoint", "")))))
                .isEmpty();
    }

    @Test
    void eachPartHasItsRuleAndItsIndex() {
        Declaration declaration = new Declaration("Etcd", List.of("ok", "not ok"), "two\nlines", List.of());

        assertThat(DeclarationChecks.check(declaration))
                .extracting(DeclarationProblem::rule, DeclarationProblem::index)
                .containsExactly(tuple(Rule.NAME, 0), tuple(Rule.ALIAS, 1), tuple(Rule.DESCRIPTION, 0));
    }

    @Test
    void aliasThatRepeatsANameIsAProblem() {
        assertThat(DeclarationChecks.check(new Declaration("etcd", List.of("etcd", "a", "a"), "", List.of())))
                .extracting(DeclarationProblem::text)
                .containsExactly(
                        "the alias \"etcd\" is the name itself; remove it",
                        "the alias \"a\" is declared twice; remove one");
    }

    @Test
    void secondDeclarationOfAnOptionIsAProblem() {
        assertThat(DeclarationChecks.check(
                        List.of(option("ttl", ValueType.STRING, ""), option("ttl", ValueType.INT, ""))))
                .containsExactly(new DeclarationProblem(
                        Rule.DISTINCT_OPTION, 1, "the option \"ttl\" is declared twice; remove one"));
    }

    @Test
    void wrongDefaultIsAProblemWithNearestValue() {
        assertThat(DeclarationChecks.check(List.of(option("ttl", ValueType.DURATION, "5 minutes"))))
                .containsExactly(new DeclarationProblem(
                        Rule.DEFAULT,
                        0,
                        "the option \"ttl\" has the default \"5 minutes\", expected a duration such as 500ms, 30s, 10m, 2h,"
                                + " PT30S, or whole seconds (did you mean \"5m\"?)"));
    }

    @Test
    void requiredOptionWithADefaultIsAProblem() {
        assertThat(DeclarationChecks.check(List.of(required("ttl", "5m"))))
                .extracting(DeclarationProblem::rule)
                .containsExactly(Rule.REQUIRED_WITHOUT_DEFAULT);
    }

    @Test
    void defaultOfAnUnknownTypeIsNotChecked() {
        assertThat(DeclarationChecks.check(List.of(new DeclaredOption("ttl", Optional.empty(), "whatever", "", false))))
                .isEmpty();
    }

    @Test
    void descriptionOfAnOptionIsOneLine() {
        assertThat(DeclarationChecks.check(
                        List.of(new DeclaredOption("ttl", Optional.of(ValueType.INT), "", "two\nlines", false))))
                .extracting(DeclarationProblem::rule)
                .containsExactly(Rule.OPTION_DESCRIPTION);
    }

    private static DeclaredOption option(String name, ValueType type, String defaultValue) {
        return new DeclaredOption(name, Optional.of(type), defaultValue, "", false);
    }

    private static DeclaredOption required(String name, String defaultValue) {
        return new DeclaredOption(name, Optional.of(ValueType.STRING), defaultValue, "", true);
    }
}
