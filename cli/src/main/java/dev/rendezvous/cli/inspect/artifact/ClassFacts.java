package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.index.declaration.DeclaredOption;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a class of an artifact.
 *
 * @param name its binary name
 * @param place its class file
 * @param release the Java release from which on a jar of several releases shows it; 0 for all
 * @param supertypes the binary names of its superclass and its interfaces
 * @param isConstructible whether it is public, not abstract, and has a public constructor without parameters
 * @param backends what it, and its methods, are annotated with
 * @param marker what it says as a generated provider
 * @param optionSet the config keys that it declares for several backends
 */
public record ClassFacts(
        String name,
        Place place,
        int release,
        List<String> supertypes,
        boolean isConstructible,
        List<Backend> backends,
        Optional<Marker> marker,
        Optional<List<DeclaredOption>> optionSet) {

    static ClassFacts of(ClassFile file, Place place, int release) {
        return new ClassFacts(
                file.name(),
                place,
                release,
                file.supertypes(),
                file.isConstructible(),
                file.annotations().stream()
                        .filter(annotated -> annotated.values().descriptor().equals(Backend.ANNOTATION))
                        .map(annotated -> Backend.of(file.name(), annotated))
                        .toList(),
                file.annotations().stream()
                        .map(ClassFile.Annotated::values)
                        .filter(values -> values.descriptor().equals(Marker.ANNOTATION))
                        .map(Marker::of)
                        .findFirst(),
                file.annotations().stream()
                        .map(ClassFile.Annotated::values)
                        .filter(values -> values.descriptor().equals(Options.ANNOTATION))
                        .map(values -> Options.of(values, "value"))
                        .findFirst());
    }
}
