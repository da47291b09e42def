package dev.rendezvous.processor.metadata;

import dev.rendezvous.processor.model.RuntimeNames;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What GraalVM's native-image has to be told, in its format {@code reachability-metadata.json}: the registry makes each
 * provider by its name, and reads the index. Both count from the moment when the registry is there; an image without it gets
 * nothing.
 *
 * <p>Names are written as they are: what is legal in the name of a class, JSON need not escape.
 */
final class ReachabilityMetadata {

    private static final String CONDITION = "\"condition\": {\"typeReached\": \"" + RuntimeNames.REGISTRY + "\"},\n";

    private ReachabilityMetadata() {}

    static String of(SortedSet<String> providers) {
        return "{\n"
                + "  \"comment\": \"" + Signature.TEXT + "\",\n"
                + "  \"reflection\": [\n"
                + providers.stream().map(ReachabilityMetadata::provider).collect(Collectors.joining(",\n"))
                + "\n  ],\n"
                + "  \"resources\": [\n"
                + "    {\n"
                + "      " + CONDITION
                + "      \"glob\": \"" + RuntimeNames.indexPath() + "\"\n"
                + "    }\n"
                + "  ]\n"
                + "}\n";
    }

    private static String provider(String provider) {
        return "    {\n"
                + "      " + CONDITION
                + "      \"type\": \"" + provider + "\",\n"
                + "      \"methods\": [{\"name\": \"<init>\", \"parameterTypes\": []}]\n"
                + "    }";
    }
}
