package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.index.declaration.ValueType;
import java.util.Arrays;
import java.util.List;

/** The config keys that an annotation declares, as they stand there. */
final class Options {

    /** The annotation of a set that several backends share. As with {@link Backend#ANNOTATION}, a test holds it to the real one. */
    static final String ANNOTATION = "Ldev/rendezvous/annotations/RendezvousBackend$Options;";

    private Options() {}

    static List<DeclaredOption> of(AnnotationValues values, String member) {
        return values.annotations().getOrDefault(member, List.of()).stream()
                .map(Options::option)
                .toList();
    }

    /** A type of a later version is not for this version to judge. The description of an option is not part of an index. */
    private static DeclaredOption option(AnnotationValues values) {
        String type = values.text("type").orElse("STRING");
        return new DeclaredOption(
                values.text("name").orElse(""),
                Arrays.stream(ValueType.values())
                        .filter(known -> known.name().equals(type))
                        .findFirst(),
                values.text("defaultValue").orElse(""),
                "",
                values.text("required").orElse("").equals("true"));
    }
}
