package dev.rendezvous.cli.inspect.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** Digests of files, and of many files as one. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(Content content, Budget budget) throws IOException {
        MessageDigest digest = digest();
        budget.read(content, (buffer, length) -> digest.update(buffer, 0, length));
        return digest.digest();
    }

    /** The length keeps two files from looking like one whose name has the other in it. */
    static byte[] ofAll(SortedMap<String, byte[]> digests) {
        MessageDigest all = digest();
        for (Map.Entry<String, byte[]> file : digests.entrySet()) {
            byte[] name = file.getKey().getBytes(UTF_8);
            all.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
            all.update(name);
            all.update(file.getValue());
        }
        return all.digest();
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
