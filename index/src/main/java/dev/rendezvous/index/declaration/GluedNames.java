package dev.rendezvous.index.declaration;

import java.util.ArrayList;
import java.util.List;

/**
 * Two class names in one. A tool that joins files, the first of which does not end with a line end, makes one line of two.
 *
 * @param first the name before the place where the line end is missing
 * @param second the name after it
 * @since 0.1
 */
public record GluedNames(String first, String second) {

    /** An index is not trusted, and each possible place costs its reader two lookups. */
    private static final int MAX_SPLITS = 8;

    /**
     * {@return the ways in which a name may be two: after the name of a generated provider, and where the first package begins
     * again; only a caller that knows which classes exist can tell whether one of them is true}
     *
     * @param name the name that no class has
     */
    public static List<GluedNames> in(String name) {
        List<GluedNames> splits = new ArrayList<>();
        String firstPackage = name.substring(0, name.indexOf('.') + 1);
        for (int i = 1; i < name.length() && splits.size() < MAX_SPLITS; i++) {
            if (name.startsWith(ProviderName.SUFFIX, i - ProviderName.SUFFIX.length())
                    || (!firstPackage.isEmpty() && name.startsWith(firstPackage, i))) {
                splits.add(new GluedNames(name.substring(0, i), name.substring(i)));
            }
        }
        return splits;
    }
}
