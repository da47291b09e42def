package dev.rendezvous.processor.model;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an annotated element, in plain facts. No type of the compiler gets past this record.
 *
 * @param declaration what the annotation says
 * @param packageName the package; empty for the unnamed one
 * @param classNames the simple names of the class and of those around it, the outermost first
 * @param implementationClass the binary name of the class
 * @param type the class that is annotated, or whose method is annotated
 * @param method the annotated method, where it is one
 * @param surroundings what the author's module can see
 */
public record BackendCandidate(
        Declaration declaration,
        String packageName,
        List<String> classNames,
        String implementationClass,
        ClassFacts type,
        Optional<ExecutableFacts> method,
        Surroundings surroundings) {

    /**
     * What the author's module can see.
     *
     * @param readsRuntime the provider interface
     * @param readsGenerated {@code javax.annotation.processing.Generated}
     * @param isNamedModule whether it is a named module
     */
    public record Surroundings(boolean readsRuntime, boolean readsGenerated, boolean isNamedModule) {}

    public BackendCandidate {
        classNames = List.copyOf(classNames);
    }

    /** {@return the element as messages show it} */
    public String element() {
        String name = ProviderNames.qualified(packageName, String.join(".", classNames));
        return method.map(found -> name + "." + found.name()).orElse(name);
    }

    public String providerName() {
        return ProviderNames.simple(classNames, method.map(ExecutableFacts::name));
    }

    public String providerClass() {
        return ProviderNames.qualified(packageName, providerName());
    }

    /**
     * {@return what the index says of this backend}
     *
     * @throws IllegalArgumentException if a rule was broken
     */
    public IndexEntry entry() {
        return entry(providerClass(), implementationClass, declaration);
    }

    public static IndexEntry entry(String providerClass, String implementationClass, Declaration declaration) {
        IndexRecord record = new IndexRecord(
                declaration.name(), declaration.aliases(), implementationClass, declaration.description());
        return new IndexEntry(providerClass, Optional.of(record));
    }
}
