package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.Declaration;
import dev.rendezvous.processor.model.RuntimeNames;

import dev.rendezvous.index.declaration.BackendName;
import dev.rendezvous.index.declaration.Description;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.List;

/** Checks the name, the aliases and the description. */
final class DeclarationRules {

    private DeclarationRules() {}

    static List<Finding> check(Declaration declaration) {
        List<Finding> findings = new ArrayList<>();
        String name = declaration.name();
        BackendName.problemWith(name)
                .ifPresent(problem -> findings.add(
                        Finding.of(Message.ILLEGAL_NAME, Place.member(RuntimeNames.VALUE), Quote.text(name), problem)));
        for (int i = 0; i < declaration.aliases().size(); i++) {
            checkAlias(findings, declaration, i);
        }
        String description = declaration.description();
        Description.problemWith(description)
                .ifPresent(problem -> findings.add(Finding.of(
                        Message.ILLEGAL_DESCRIPTION,
                        Place.member(RuntimeNames.DESCRIPTION),
                        Quote.text(description),
                        problem)));
        return findings;
    }

    private static void checkAlias(List<Finding> findings, Declaration declaration, int index) {
        Place place = Place.alias(index);
        String alias = declaration.aliases().get(index);
        BackendName.problemWith(alias)
                .ifPresent(
                        problem -> findings.add(Finding.of(Message.ILLEGAL_ALIAS, place, Quote.text(alias), problem)));
        if (alias.equals(declaration.name())) {
            findings.add(Finding.of(Message.REPEATED_ALIAS, place, Quote.text(alias), "is the name itself"));
        } else if (declaration.aliases().indexOf(alias) < index) {
            findings.add(Finding.of(Message.REPEATED_ALIAS, place, Quote.text(alias), "is there twice"));
        }
    }
}
