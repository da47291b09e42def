package dev.rendezvous.launcher.report;

import java.time.Duration;

/** Small pieces of sentences. */
final class Lines {

    private static final int LONGEST = 500;

    private static final int LONGEST_PART = 300;

    private Lines() {}

    /** {@return such as {@code 250 ms}, {@code 3.2 s} or {@code 3 min 12 s}} */
    static String time(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            long tenths = millis / 100;
            return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " s";
        }
        long minutes = time.toMinutes();
        return minutes < 60
                ? minutes + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /** {@return such as {@code 1 worker} or {@code 3 workers}} */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@return such as {@code exit 7} or {@code signal 9}} */
    static String code(int code) {
        return code > 128 && code <= 128 + 64 ? "signal " + (code - 128) : "exit " + code;
    }

    /** {@return the text, cut so that what follows it in a line is still shown} */
    static String shortened(String text) {
        return text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART) + "...";
    }

    /** {@return the text in one line that cannot steer a terminal} */
    static String safe(String text) {
        StringBuilder line = new StringBuilder();
        text.strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .codePoints()
                .limit(LONGEST)
                .forEach(c -> line.appendCodePoint(
                        c == '\t'
                                ? ' '
                                : Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return line.toString();
    }
}
