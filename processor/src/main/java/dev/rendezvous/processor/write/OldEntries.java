package dev.rendezvous.processor.write;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.read.HandWrittenProviders;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** Decides which entries of the index that an earlier compile left are still true, without seeing their sources. */
public final class OldEntries {

    private final BackendLookup lookup;
    private final HandWrittenProviders handWritten;
    private final ClassOutput output;

    public OldEntries(BackendLookup lookup, HandWrittenProviders handWritten, ClassOutput output) {
        this.lookup = lookup;
        this.handWritten = handWritten;
        this.output = output;
    }

    /**
     * {@return the entry as it belongs into the new index; empty if it is to be dropped}
     *
     * <p>A provider that does not resolve may still exist, since the output folder need not be on the class path. It stays as
     * long as its class file and its backend exist.
     */
    public Optional<IndexEntry> stillTrue(IndexEntry old) {
        Optional<TypeElement> provider = lookup.type(old.providerClass());
        if (provider.isEmpty()) {
            return Optional.of(old).filter(this::isOutOfSight);
        }
        return BackendLookup.marker(provider.get()).isPresent()
                ? generated(old, provider.get())
                : Optional.of(old).filter(entry -> handWritten.contain(provider.get()));
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

    /** A backend of this compile is judged by its source, another one by its class file. */
    private boolean isStillAnnotated(String backend, String providerClass) {
        return lookup.type(backend)
                .map(type -> lookup.hasProvider(type, providerClass))
                .orElseGet(() -> output.classFile(backend)
                        .filter(bytes -> ClassOutput.mentions(bytes, RuntimeNames.RENDEZVOUS_BACKEND))
                        .isPresent());
    }

    /** Keeps the old record of the same backend, with its fields that only a later version knows. */
    private Optional<IndexEntry> generated(IndexEntry old, TypeElement provider) {
        return lookup.backendOf(provider)
                .map(BackendLookup.Found::entry)
                .map(now -> isSameBackend(old, now) ? old : now);
    }

    private static boolean isSameBackend(IndexEntry old, IndexEntry now) {
        return old.record().isPresent()
                && old.record().get().name().equals(now.record().orElseThrow().name());
    }
}
