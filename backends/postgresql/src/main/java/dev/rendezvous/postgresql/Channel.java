package dev.rendezvous.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The notification channel of a run. Its name has at most 63 bytes, as every name in PostgreSQL. */
final class Channel {

    private static final String PREFIX = "rdzv_";
    private static final int DIGITS = 40;

    /** The same in SQL, for the run of a row. */
    static final String OF_ROW =
            "'" + PREFIX + "' || left(encode(sha256(convert_to(run, 'UTF8')), 'hex'), " + DIGITS + ")";

    /** The payload that every watch hears; a key or a prefix otherwise. */
    static final String EVERYTHING = "*";

    private Channel() {}

    static String of(String run) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(run.getBytes(UTF_8));
            return PREFIX + HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
