package dev.rendezvous.processor;

import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.ModulePolicy;
import dev.rendezvous.processor.check.ModuleRule;
import dev.rendezvous.processor.model.ModuleFacts;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.report.FindingPrinter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Checks that a named module provides its generated providers, and those that the processor option lists. The module system
 * reads no service file of a named module.
 *
 * <p>It works in the last round only. A look at the directives of a module makes javac look up the classes that they name, and
 * before the last round some of these are not generated yet.
 */
final class ModuleStep {

    private final Elements elements;
    private final Map<String, String> options;
    private final BackendLookup lookup;
    private final FindingPrinter printer;

    ModuleStep(ProcessingEnvironment environment, BackendLookup lookup, FindingPrinter printer) {
        this.elements = environment.getElementUtils();
        this.options = environment.getOptions();
        this.lookup = lookup;
        this.printer = printer;
    }

    /**
     * {@return whether nothing was found that forbids the index}
     *
     * @param providers the classes that the index lists
     * @param byOption those of them that the processor option lists
     */
    boolean allows(Collection<String> providers, Collection<String> byOption) {
        ModulePolicy policy = ModulePolicy.of(options).orElse(ModulePolicy.ERROR);
        boolean illegal = ModulePolicy.of(options).isEmpty();
        if (illegal) {
            printer.print(ModulePolicy.illegal(options));
        }
        return (policy == ModulePolicy.OFF || check(policy, providers, byOption)) && !illegal;
    }

    private boolean check(ModulePolicy policy, Collection<String> providers, Collection<String> byOption) {
        List<Finding> findings = new ArrayList<>();
        providersByModule(providers, byOption).forEach((module, generated) -> {
            ModuleFacts facts = new ModuleFacts(module.getQualifiedName().toString(), provided(module), generated);
            ModuleRule.check(facts).ifPresent(finding -> {
                findings.add(finding);
                printer.print(policy.kind(), finding, module);
            });
        });
        return findings.isEmpty() || policy != ModulePolicy.ERROR;
    }

    private Map<ModuleElement, SortedSet<String>> providersByModule(
            Collection<String> providers, Collection<String> byOption) {
        Map<ModuleElement, SortedSet<String>> generated = new LinkedHashMap<>();
        for (String provider : providers) {
            lookup.type(provider)
                    .filter(type -> byOption.contains(provider)
                            || BackendLookup.marker(type).isPresent())
                    .ifPresent(type -> add(generated, type));
        }
        return generated;
    }

    private void add(Map<ModuleElement, SortedSet<String>> generated, TypeElement provider) {
        ModuleElement module = elements.getModuleOf(provider);
        if (module != null && !module.isUnnamed()) {
            generated
                    .computeIfAbsent(module, key -> new TreeSet<>())
                    .add(provider.getQualifiedName().toString());
        }
    }

    private static SortedSet<String> provided(ModuleElement module) {
        SortedSet<String> provided = new TreeSet<>();
        ElementFilter.providesIn(module.getDirectives()).stream()
                .filter(directive -> directive
                        .getService()
                        .getQualifiedName()
                        .contentEquals(RuntimeNames.spi(RuntimeNames.PROVIDER)))
                .flatMap(directive -> directive.getImplementations().stream())
                .forEach(type -> provided.add(type.getQualifiedName().toString()));
        return provided;
    }
}
