package dev.rendezvous.processor.write;

import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.read.KnownTypes;
import dev.rendezvous.processor.read.Unresolved;

import dev.rendezvous.processor.model.RuntimeNames;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Decides which entries of the index that an earlier compile left are still true, without seeing their sources. */
public final class OldEntries {

    private final ProcessingEnvironment environment;
    private final BackendLookup lookup;
    private final ClassOutput output;

    public OldEntries(ProcessingEnvironment environment, BackendLookup lookup, ClassOutput output) {
        this.environment = environment;
        this.lookup = lookup;
        this.output = output;
    }

    /**
     * {@return the entry as it belongs into the new index; empty if it is to be dropped}
     *
     * <p>A provider that does not resolve may only be out of sight, since the output folder need not be on the class path: it
     * stays as long as its class file is there, and the backend behind it.
     */
    public Optional<IndexEntry> stillTrue(IndexEntry old) {
        Optional<TypeElement> provider = lookup.type(old.providerClass());
        if (provider.isEmpty()) {
            return Optional.of(old).filter(this::isOutOfSight);
        }
        return BackendLookup.marker(provider.get()).isPresent()
                ? generated(old, provider.get())
                : Optional.of(old).filter(entry -> isWrittenByHand(provider.get()));
    }

    private boolean isOutOfSight(IndexEntry entry) {
        return output.classFile(entry.providerClass())
                .filter(bytes -> !ProviderFiles.isGenerated(bytes)
                        || entry.record()
                                .map(IndexRecord::implementation)
                                .map(backend -> isStillAnnotated(backend, entry.providerClass()))
                                .orElse(true))
                .isPresent();
    }

    /** What is compiled now is judged by its source, what is not by its class file. */
    private boolean isStillAnnotated(String backend, String providerClass) {
        return lookup.type(backend)
                .map(type -> lookup.hasProvider(type, providerClass))
                .orElseGet(() -> output.classFile(backend)
                        .filter(bytes -> ClassOutput.mentions(bytes, RuntimeNames.RENDEZVOUS_BACKEND))
                        .isPresent());
    }

    /** Takes the old record where it tells of the same backend, for the sake of fields that only a later version knows. */
    private Optional<IndexEntry> generated(IndexEntry old, TypeElement provider) {
        return lookup.backendOf(provider)
                .map(BackendLookup.Found::entry)
                .map(now -> isSameBackend(old, now) ? old : now);
    }

    private static boolean isSameBackend(IndexEntry old, IndexEntry now) {
        return old.record().isPresent()
                && old.record().get().name().equals(now.record().orElseThrow().name());
    }

    private boolean isWrittenByHand(TypeElement provider) {
        return Unresolved.inSupertypes(provider)
                || new KnownTypes(environment.getElementUtils(), environment.getTypeUtils(), provider)
                        .isProvider(provider.asType());
    }
}
