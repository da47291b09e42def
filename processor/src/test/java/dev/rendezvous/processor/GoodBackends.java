package dev.rendezvous.processor;

import java.util.List;
import java.util.stream.Collectors;

/** The sources under {@code good/}: every shape that is allowed, in every variation. */
final class GoodBackends {

    static final List<String> SOURCES = List.of(
            "BaseHandler",
            "FactoryBackend",
            "GenericBackends",
            "Methods",
            "OldBackends",
            "OldParts",
            "Outer",
            "RecordBackend",
            "RendezvousBackendProvider",
            "SharedOptions",
            "SharingBackend",
            "TestBackend");

    static final List<String> PROVIDERS = List.of(
            "FactoryBackend",
            "GenericBackends_Generic",
            "GenericBackends_GenericFactory",
            "Methods_one",
            "Methods_two",
            "OldBackends_Leaving",
            "OldBackends_make",
            "OldParts_OldConstructor",
            "OldParts_OldCreate",
            "Outer_Inner",
            "Outer_Methods_viaInterface",
            "Outer_Point_viaRecord",
            "RecordBackend",
            "RendezvousBackendProvider",
            "SharingBackend",
            "TestBackend");

    private GoodBackends() {}

    static void copyTo(Workspace workspace) {
        SOURCES.forEach(
                name -> workspace.sourceFromResource("good/com/acme/" + name + ".java", "com/acme/" + name + ".java"));
    }

    /** {@return the directive of a module that has them all} */
    static String provides() {
        return PROVIDERS.stream()
                .map(name -> "com.acme." + name + "_RendezvousProvider")
                .collect(Collectors.joining(", ", "provides dev.rendezvous.spi.RendezvousBackendProvider with ", ";"));
    }
}
