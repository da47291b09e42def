package com.acme.rendezvous.shareddir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a file name of any text. It is safe on every file system, has a limited length, and differs for different texts: the
 * beginning is for readers of the directory, and the hash at the end makes it unique.
 */
final class FileNames {

    private static final int READABLE = 40;

    private FileNames() {}

    static String of(String text) {
        String beginning = text.substring(0, Math.min(text.length(), READABLE));
        return beginning.replaceAll("[^A-Za-z0-9_]", "_") + "-" + HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
