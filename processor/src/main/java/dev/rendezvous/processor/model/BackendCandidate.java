package dev.rendezvous.processor.model;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.declaration.Declaration;
import dev.rendezvous.index.declaration.ProviderName;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an annotated element, in plain facts. No type of the compiler gets past this record.
 *
 * @param annotation what the annotation says
 * @param packageName the package; empty for the unnamed one
 * @param classNames the simple names of the class and of those around it, the outermost first
 * @param implementationClass the binary name of the class
 * @param type the class that is annotated, or whose method is annotated
 * @param method the annotated method, where it is one
 * @param surroundings what the author's module can see
 */
public record BackendCandidate(
        BackendAnnotation annotation,
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
     * @param isNamedModule whether it is a named module
     */
    public record Surroundings(boolean readsRuntime, boolean isNamedModule) {}

    public BackendCandidate {
        classNames = List.copyOf(classNames);
    }

    /** {@return what the backend declares} */
    public Declaration declaration() {
        return annotation.declaration();
    }

    /** {@return the element as messages show it} */
    public String element() {
        String name = qualified(String.join(".", classNames));
        return method.map(found -> name + "." + found.name()).orElse(name);
    }

    public String providerName() {
        return ProviderName.simple(classNames, method.map(ExecutableFacts::name));
    }

    public String providerClass() {
        return qualified(providerName());
    }

    /**
     * {@return what the index says of this backend}
     *
     * @throws IllegalArgumentException if a rule was broken
     */
    public IndexEntry entry() {
        return entry(providerClass(), implementationClass, declaration());
    }

    public static IndexEntry entry(String providerClass, String implementationClass, Declaration declaration) {
        IndexRecord record = new IndexRecord(
                declaration.name(), declaration.aliases(), implementationClass, declaration.description());
        return new IndexEntry(providerClass, Optional.of(record));
    }

    private String qualified(String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }
}
