package dev.rendezvous.spi;

/** The texts for files that parameters name. */
final class FileMessages {

    private FileMessages() {}

    static String tlsIsOff(String key) {
        return "the config has " + key + ", but TLS is off; set tls to true as well, on all nodes, or leave it out";
    }

    static String storeMissing(String key, String reason) {
        return "the config key " + key + " is missing; name a PKCS #12 or JKS file, since " + reason;
    }

    static String unusable(String key, String file, String reason) {
        return "the file " + file + " of the config key " + key + " cannot be used: " + reason;
    }

    static String unreadable(String key, String file, Exception cause) {
        return "the file " + file + " of the config key " + key + " cannot be read: " + cause;
    }
}
