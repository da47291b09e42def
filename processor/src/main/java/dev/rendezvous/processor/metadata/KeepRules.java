package dev.rendezvous.processor.metadata;

import dev.rendezvous.processor.model.RuntimeNames;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What shrinkers have to be told: nothing names a provider but the index. A provider may get another name, for the index gets
 * that too; the interface may not, since the index is called after it.
 */
final class KeepRules {

    private KeepRules() {}

    static String forProGuard(SortedSet<String> providers) {
        // A provider says the name of its backend, which the registry compares with the renamed record.
        return "# " + Signature.TEXT + ", for ProGuard.\n"
                + common()
                + "-adaptresourcefilecontents " + RuntimeNames.indexPath() + "\n"
                + "-adaptclassstrings **_RendezvousProvider\n"
                + each(providers);
    }

    /** R8 rewrites service files by itself. */
    static String forR8(SortedSet<String> providers) {
        return "# " + Signature.TEXT + ", for R8.\n" + common() + each(providers);
    }

    /** The annotations are for compilers and not there at run time. */
    private static String common() {
        return "-dontwarn " + RuntimeNames.ANNOTATIONS_PACKAGE + ".**\n" + "-keepnames interface "
                + RuntimeNames.spi(RuntimeNames.PROVIDER) + "\n";
    }

    private static String each(SortedSet<String> providers) {
        return providers.stream()
                .map(provider -> "-keep,allowobfuscation class " + provider + " { public <init>(); }\n")
                .collect(Collectors.joining());
    }
}
