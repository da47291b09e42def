package dev.rendezvous.processor.report;

/** Maven with {@code -q}, which runs the compiler in its own process and hides the compiler's warnings. */
final class QuietMaven {

    /** Maven sets it from its own options, for the logger that it uses. */
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private QuietMaven() {}

    static boolean hidesWarnings() {
        return "error".equalsIgnoreCase(System.getProperty(LOG_LEVEL));
    }
}
