package dev.rendezvous.processor.model;

/** Whether the use of an element makes the compiler warn, and the name of that warning. */
public enum Deprecation {
    NONE(""),
    ORDINARY("deprecation"),
    FOR_REMOVAL("removal");

    private final String warning;

    Deprecation(String warning) {
        this.warning = warning;
    }

    public String warning() {
        return warning;
    }
}
