package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.spi.RendezvousBackendProvider;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a module descriptor says of backends.
 *
 * @param name the name of the module
 * @param place the descriptor
 * @param release the Java release from which on a jar of several releases shows it; 0 for all
 * @param provided the binary names of the providers of backends that it provides
 */
public record ModuleFacts(String name, Place place, int release, SortedSet<String> provided) {

    static ModuleFacts of(ClassFile.ModuleDescription module, Place place, int release) {
        return new ModuleFacts(
                module.name(),
                place,
                release,
                Collections.unmodifiableSortedSet(
                        module.provides().getOrDefault(RendezvousBackendProvider.class.getName(), new TreeSet<>())));
    }
}
