package dev.rendezvous.cli.inspect.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts jars together in memory, so that one can lie in another. */
final class Zip {

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> renames = new LinkedHashMap<>();

    Zip with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Zip with(String name, String content) {
        return with(name, content.getBytes(UTF_8));
    }

    /** A class file with a name and nothing in it, in the place where it belongs below a folder. */
    Zip withClass(String folder, String name) throws IOException {
        return with(folder + name.replace('.', '/') + ".class", classFile(name));
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return renamed(bytes.toByteArray());
    }

    /** Renames files when all are packed, since nothing packs two files of one name. Both are of the same length. */
    Zip renamed(String from, String to) {
        renames.put(from, to);
        return this;
    }

    private byte[] renamed(byte[] zip) {
        String text = new String(zip, ISO_8859_1);
        for (Map.Entry<String, String> rename : renames.entrySet()) {
            text = text.replace(rename.getKey(), rename.getValue());
        }
        return text.getBytes(ISO_8859_1);
    }

    Path writtenTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    static byte[] classFile(String name) throws IOException {
        return classFile(name, "java.lang.Object");
    }

    static byte[] classFile(String name, String superclass) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xcafebabe);
        out.writeInt(61);
        out.writeShort(5);
        for (String text : new String[] {name.replace('.', '/'), superclass.replace('.', '/')}) {
            out.writeByte(1);
            out.writeUTF(text);
        }
        for (int text : new int[] {1, 2}) {
            out.writeByte(7);
            out.writeShort(text);
        }
        for (int value : new int[] {1, 3, 4, 0, 0, 0, 0}) {
            out.writeShort(value);
        }
        return bytes.toByteArray();
    }
}
