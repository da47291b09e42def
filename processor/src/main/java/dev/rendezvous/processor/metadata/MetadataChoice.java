package dev.rendezvous.processor.metadata;

import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.check.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which tools are told of the providers: {@code -Arendezvous.metadata=all|none}, or some of them separated by commas. */
public final class MetadataChoice {

    public static final String OPTION = "rendezvous.metadata";

    private static final String ALL = "all";
    private static final String NONE = "none";
    private static final List<String> EXPECTED =
            Stream.concat(Stream.of(ALL, NONE), MetadataKind.words().stream()).toList();

    private MetadataChoice() {}

    /** {@return what the options ask for, all if they ask for nothing; empty where they ask for what there is not} */
    static Optional<Set<MetadataKind>> of(Map<String, String> options) {
        return switch (value(options)) {
            case ALL -> Optional.of(EnumSet.allOf(MetadataKind.class));
            case NONE -> Optional.of(EnumSet.noneOf(MetadataKind.class));
            default -> some(words(options));
        };
    }

    private static Optional<Set<MetadataKind>> some(List<String> words) {
        Set<MetadataKind> kinds = EnumSet.noneOf(MetadataKind.class);
        words.forEach(word -> MetadataKind.of(word).ifPresent(kinds::add));
        return MetadataKind.words().containsAll(words) ? Optional.of(kinds) : Optional.empty();
    }

    /** {@return the message about options that ask for what there is not} */
    static Finding illegal(Map<String, String> options) {
        String nearMiss = words(options).stream()
                .filter(word -> !EXPECTED.contains(word))
                .flatMap(word -> NearMiss.of(word, EXPECTED).stream())
                .findFirst()
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
        return Finding.of(Message.ILLEGAL_METADATA, Place.ANNOTATION, Quote.text(value(options)), nearMiss);
    }

    private static List<String> words(Map<String, String> options) {
        return List.of(value(options).split(",", -1));
    }

    /** A key without a value has null in the compiler's map. */
    private static String value(Map<String, String> options) {
        return options.containsKey(OPTION)
                ? Optional.ofNullable(options.get(OPTION)).orElse("")
                : ALL;
    }
}
