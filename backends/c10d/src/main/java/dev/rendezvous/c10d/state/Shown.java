package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.PickleValue;

/** Short names of values, for messages. */
final class Shown {

    private static final int MOST_CHARACTERS = 40;

    private Shown() {}

    static String of(PickleValue value) {
        if (value instanceof PickleValue.Text text) {
            return "the text \"" + cut(text.value()) + "\"";
        }
        if (value instanceof PickleValue.Whole whole) {
            return "the number " + cut(whole.value().toString());
        }
        if (value instanceof PickleValue.Moment moment) {
            return moment.offset().isPresent() ? "a time with a time zone" : "a time without a time zone";
        }
        if (value instanceof PickleValue.Constant constant) {
            return switch (constant) {
                case NONE -> "None";
                case TRUE -> "True";
                case FALSE -> "False";
            };
        }
        return "a value of the kind " + value.getClass().getSimpleName();
    }

    private static String cut(String text) {
        String start = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
