package dev.rendezvous.index;

import dev.rendezvous.index.declaration.ProviderName;
import dev.rendezvous.index.text.Quote;
import java.util.Optional;
import java.util.stream.Stream;

/** Recognises two lines of an index that lost the line end between them, because a tool joined files without a final line end. */
final class GluedLines {

    private static final String IMPLEMENTATION = FieldSyntax.IMPLEMENTATION + "=";

    private static final String NOT_GLUED = ".=,$ \t";

    private GluedLines() {}

    /** {@return what is wrong with a record line to which the next line is glued; empty if there is no sign of that} */
    static Optional<String> problemWithRecord(String line) {
        int second = line.indexOf(RecordSyntax.MARK, 1);
        if (second > 0 && isRecord(line.substring(second))) {
            return Optional.of(problem(line.substring(second)));
        }
        return line.endsWith(ProviderName.SUFFIX) && !endsAsItShould(line)
                ? Optional.of(problem(line.substring(lastBlank(line) + 1)))
                : Optional.empty();
    }

    /** A description may contain the beginning of one. */
    private static boolean isRecord(String text) {
        try {
            return RecordSyntax.parse(text).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * {@return whether a line ends with the name of a class that another line was to list} A name that is a part of a longer one
     * was relocated, and one that is a word or a value stands there for itself.
     */
    static boolean isGluedTo(String line, String providerClass) {
        int start = line.length() - providerClass.length();
        return start > 0 && line.endsWith(providerClass) && NOT_GLUED.indexOf(line.charAt(start - 1)) < 0;
    }

    /** The name of the provider itself may end a record, and so may a backend whose class is called like a provider. */
    private static boolean endsAsItShould(String line) {
        String[] words = line.split("[ \t]+", -1);
        String last = words[words.length - 1];
        if (words.length < 3 || !last.startsWith(IMPLEMENTATION)) {
            return words.length < 3;
        }
        String implementation = last.substring(IMPLEMENTATION.length()).replace('$', '_');
        return classNames(words[1])
                .noneMatch(name ->
                        implementation.startsWith(name) && implementation.indexOf('.', name.length()) > name.length());
    }

    /** {@return the names that the class of a generated provider can have, with _ for $: a method may follow} */
    private static Stream<String> classNames(String provider) {
        return Stream.iterate(provider.lastIndexOf('_'), end -> end > 0, end -> provider.lastIndexOf('_', end - 1))
                .map(end -> provider.substring(0, end));
    }

    private static int lastBlank(String line) {
        return Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
    }

    /**
     * {@return the problem of a line that is two}
     *
     * @param second what of the second line is known
     */
    static String problem(String second) {
        return "two lines are glued, the second is or ends with " + Quote.text(second)
                + "; a tool joined files and lost the line end between them, so add it";
    }
}
