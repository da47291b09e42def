package dev.rendezvous.cli.text;

/** Makes text that others wrote fit for one line of a terminal. */
public final class Text {

    private Text() {}

    /**
     * {@return what was thrown as one line: its message where it has one for people, else also its class}
     *
     * @param thrown what was thrown
     */
    public static String oneLine(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            return "interrupted";
        }
        boolean forPeople = thrown.getMessage() != null && isWrittenForPeople(thrown);
        return oneLine(forPeople ? String.valueOf(thrown.getMessage()) : thrown.toString());
    }

    /**
     * {@return the text without line breaks, and without the characters that could steer a terminal}
     *
     * @param text the text
     */
    public static String oneLine(String text) {
        return printable(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /**
     * {@return the line with its blanks as they are, a tab as one, and without the characters that could steer a terminal}
     *
     * @param line the line
     */
    public static String printable(String line) {
        StringBuilder printable = new StringBuilder(line.length());
        line.codePoints().map(Text::printable).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static int printable(int c) {
        if (c == '\t') {
            return ' ';
        }
        return switch (Character.getType(c)) {
            // The marks that turn the direction of writing are "format".
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '?';
            default -> c;
        };
    }

    /**
     * {@return the text, cut to the number of characters where it is longer}
     *
     * @param text the text
     * @param length the number of characters, at least 3
     */
    public static String shortened(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 3)).stripTrailing() + "...";
    }

    /**
     * {@return the number and the word, the word with an s unless there is one of it}
     *
     * @param number the number
     * @param word the word, in the singular
     */
    public static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    /** The messages of the command, of picocli and of the rendezvous API are sentences; "null" or "3" of others are none. */
    private static boolean isWrittenForPeople(Throwable thrown) {
        String origin = thrown.getClass().getPackageName();
        return origin.startsWith("dev.rendezvous")
                || origin.startsWith("picocli")
                || thrown.getClass() == IllegalArgumentException.class
                || thrown.getClass() == IllegalStateException.class;
    }
}
