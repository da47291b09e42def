package dev.rendezvous.processor;

/** Whether the use of an element makes the compiler warn, and the name of that warning. */
enum Deprecation {
    NONE(""),
    ORDINARY("deprecation"),
    FOR_REMOVAL("removal");

    private final String warning;

    Deprecation(String warning) {
        this.warning = warning;
    }

    String warning() {
        return warning;
    }
}
