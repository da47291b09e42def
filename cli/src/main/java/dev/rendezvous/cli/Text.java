package dev.rendezvous.cli;

/** Makes text that others wrote fit for one line of a terminal. */
final class Text {

    private Text() {}

    /** {@return what was thrown as one line: its message where it has one for people, else also its class} */
    static String oneLine(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            return "interrupted";
        }
        boolean forPeople = thrown.getMessage() != null && isWrittenForPeople(thrown);
        return oneLine(forPeople ? String.valueOf(thrown.getMessage()) : thrown.toString());
    }

    /** {@return the text without line breaks, and without the control characters that could steer a terminal} */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }

    /** {@return the text, cut to the number of characters where it is longer} */
    static String shortened(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 3)).stripTrailing() + "...";
    }

    /** {@return the number and the word, the word with an s unless there is one of it} */
    static String count(int number, String word) {
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
