package dev.rendezvous.tck.backend;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexReader;
import dev.rendezvous.index.declaration.ProviderName;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds an index that is also a resource of its module. The build tool may copy the resource over the index that the processor wrote.
 * The index then lacks every generated provider.
 */
final class CopiedResource {

    private CopiedResource() {}

    /** {@return the generated providers of a backend that are compiled, but that no index beside them lists any more} */
    static List<String> lost(ClassLoader loader, String name) {
        List<String> findings = new ArrayList<>();
        for (URL index : IndexListing.indexes(loader)) {
            IndexRoot root = IndexListing.root(index);
            List<String> listed = listed(root.read(IndexListing.INDEX).orElse(new byte[0]));
            root.classesWithSuffix(ProviderName.SUFFIX).stream()
                    .filter(provider -> !listed.contains(provider) && makes(loader, provider, name))
                    .map(provider -> CheckMessages.lost(IndexRoot.uri(index.toExternalForm()), provider, name, listed))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static boolean makes(ClassLoader loader, String provider, String name) {
        try {
            Object made = Class.forName(provider, true, loader).getConstructor().newInstance();
            return made instanceof RendezvousBackendProvider backend && hasName(backend.descriptor(), name);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    private static boolean hasName(BackendDescriptor backend, String name) {
        return backend.name().equals(name) || backend.aliases().contains(name);
    }

    /** {@return the resource that a later build may copy over the index; found in the layout of Maven, which has one output folder} */
    static Optional<String> threatening(IndexListing listing) {
        return resources(listing.root())
                .filter(Files::isRegularFile)
                .filter(resource ->
                        !listed(bytes(resource)).contains(listing.entry().providerClass()))
                .map(resource -> CheckMessages.threatened(listing, resource, listed(bytes(resource))))
                .findFirst();
    }

    private static Stream<Path> resources(IndexRoot root) {
        return root.folder().stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .filter(folder -> folder.endsWith("target/classes") || folder.endsWith("target/test-classes"))
                .map(folder -> folder.resolveSibling(
                        folder.endsWith("classes") ? "../src/main/resources" : "../src/test/resources"))
                .map(folder -> folder.resolve(IndexListing.INDEX).normalize());
    }

    private static byte[] bytes(Path resource) {
        try {
            return Files.readAllBytes(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> listed(byte[] index) {
        return IndexReader.parse(index).entries().stream()
                .map(IndexEntry::providerClass)
                .toList();
    }
}
