package dev.rendezvous.processor.check;

import dev.rendezvous.index.text.NearMiss;
import dev.rendezvous.index.text.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;

/** What becomes of a named module that does not provide its backends: {@code -Arendezvous.modules=error|warn|off}. */
public enum ModulePolicy {
    ERROR(Diagnostic.Kind.ERROR),
    WARN(Diagnostic.Kind.WARNING),
    OFF(Diagnostic.Kind.OTHER);

    public static final String OPTION = "rendezvous.modules";

    private final Diagnostic.Kind kind;

    ModulePolicy(Diagnostic.Kind kind) {
        this.kind = kind;
    }

    /** {@return how a missing directive is reported; it is not where the policy is {@link #OFF}} */
    public Diagnostic.Kind kind() {
        return kind;
    }

    /** {@return what the options ask for, an error if they ask for nothing; empty where they ask for what there is not} */
    public static Optional<ModulePolicy> of(Map<String, String> options) {
        return options.containsKey(OPTION)
                ? Arrays.stream(values())
                        .filter(policy -> policy.word().equals(options.get(OPTION)))
                        .findFirst()
                : Optional.of(ERROR);
    }

    /** {@return the message about options that ask for what there is not} */
    public static Finding illegal(Map<String, String> options) {
        String value = Optional.ofNullable(options.get(OPTION)).orElse("");
        List<String> words = Arrays.stream(values()).map(ModulePolicy::word).toList();
        String nearMiss = NearMiss.of(value, words)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
        return Finding.of(Message.ILLEGAL_MODULE_POLICY, Place.ANNOTATION, Quote.text(value), nearMiss);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
