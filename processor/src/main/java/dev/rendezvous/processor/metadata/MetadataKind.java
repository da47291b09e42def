package dev.rendezvous.processor.metadata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A tool that looks into a jar for what it has to be told of it, and the file that tells it. One file serves all providers. */
public enum MetadataKind {
    NATIVE_IMAGE("native-image", "META-INF/native-image/dev.rendezvous/", "/reachability-metadata.json"),
    PROGUARD("proguard", "META-INF/proguard/", ".pro"),
    R8("r8", "META-INF/com.android.tools/r8/", ".pro");

    private final String word;
    private final String beforeName;
    private final String afterName;

    MetadataKind(String word, String beforeName, String afterName) {
        this.word = word;
        this.beforeName = beforeName;
        this.afterName = afterName;
    }

    /** {@return the word for it in the processor option} */
    String word() {
        return word;
    }

    /**
     * {@return where the file lies}
     *
     * @param name what tells the files of two jars apart
     */
    public String path(String name) {
        return beforeName + name + afterName;
    }

    /**
     * {@return what the file says}
     *
     * @param providers the provider classes of the jar
     */
    String text(SortedSet<String> providers) {
        return switch (this) {
            case NATIVE_IMAGE -> ReachabilityMetadata.of(providers);
            case PROGUARD -> KeepRules.forProGuard(providers);
            case R8 -> KeepRules.forR8(providers);
        };
    }

    public static Optional<MetadataKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MetadataKind::word).toList();
    }
}
