package dev.rendezvous.tck.backend;

import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads the module descriptor beside an index. Tests mostly run on the class path, where the descriptor has no effect, but the
 * application may run on the module path.
 */
final class ModuleCheck {

    private ModuleCheck() {}

    static Optional<String> finding(IndexListing listing, String providerClass) {
        return listing.root().read("module-info.class").flatMap(bytes -> {
            try {
                return finding(ModuleDescriptor.read(ByteBuffer.wrap(bytes)), listing, providerClass);
            } catch (InvalidModuleDescriptorException e) {
                return Optional.of(CheckMessages.badModule(listing, e));
            }
        });
    }

    private static Optional<String> finding(ModuleDescriptor module, IndexListing listing, String providerClass) {
        return provides(module, providerClass) || exports(module, providerClass)
                ? Optional.empty()
                : Optional.of(CheckMessages.notProvided(listing, module.name(), providerClass));
    }

    private static boolean provides(ModuleDescriptor module, String providerClass) {
        return module.provides().stream()
                .anyMatch(provides -> provides.service().equals(RendezvousBackendProvider.class.getName())
                        && provides.providers().contains(providerClass));
    }

    /** An export to other modules only does not help the registry. */
    private static boolean exports(ModuleDescriptor module, String providerClass) {
        String name = providerClass.substring(0, Math.max(0, providerClass.lastIndexOf('.')));
        return module.exports().stream()
                .anyMatch(exports -> exports.source().equals(name)
                        && (!exports.isQualified() || exports.targets().contains("dev.rendezvous.runtime")));
    }
}
