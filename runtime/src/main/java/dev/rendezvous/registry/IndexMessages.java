package dev.rendezvous.registry;

/** What the registry says about indexes and lines that it could not use: the messages of {@link IndexProblem}. Uses texts only. */
final class IndexMessages {

    private IndexMessages() {}

    static String notListed(Exception reason) {
        return "its indexes cannot be listed: " + reason + "; the backends that were known before are kept";
    }

    static String notRead(Exception reason) {
        return "the index cannot be read: " + reason;
    }

    static String fileGone(String file) {
        return "the index cannot be read: the file " + file
                + " does not exist; make a new class loader after jars were replaced or removed";
    }

    static String urlCut(Exception reason, String place) {
        return "the index cannot be read: " + reason + "; the JDK reads a jar URL only up to its first \"!/\", and "
                + place + " has more than one, so move the jar to a folder whose name does not end with \"!\"";
    }

    static String notAJar(String reason) {
        return "this file is on the path of the class loader and is not a jar, so the class loader ignores it: "
                + reason;
    }

    static String loaderClosed(String file) {
        return "the class loader is closed: it does not find what " + file
                + " contains; discover a class loader that is open";
    }

    static String listedTwice(String providerClass, String loser, String chosen, boolean isTaken) {
        return providerClass + " is listed by " + loser + " and by " + chosen
                + (isTaken ? "; the class loader takes it from " + chosen : "; the class loader has it from neither")
                + ", remove one of the two";
    }

    static String moreUnusableLines(int count, int limit) {
        return "the file has " + count + " more lines without a record; since " + limit
                + " of them could not be used, the rest was not tried";
    }

    static String otherApiInLayer(String module, String service, String other, String ours) {
        return "the module " + module + " lists backends for " + service + " of " + other
                + ", but this registry has that of " + ours
                + "; resolve the layer so that there is one copy of the API";
    }

    static String notJudged(String providerClass) {
        return providerClass
                + " has no record, so the policy cannot judge it before its class is loaded; it is left out."
                + " Pack the jar with a tool that keeps the comments of service files";
    }

    static String asking(String providerClass, String location, int line) {
        return "asking " + providerClass + " of line " + line + " of " + location
                + " for its name, because its record is lost";
    }
}
