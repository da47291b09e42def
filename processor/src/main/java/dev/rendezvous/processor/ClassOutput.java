package dev.rendezvous.processor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** The output folder, as far as the processors touch it beside generated sources. */
final class ClassOutput {

    private final Filer filer;

    ClassOutput(Filer filer) {
        this.filer = filer;
    }

    Optional<byte[]> index() {
        return read("", RuntimeNames.indexPath());
    }

    void writeIndex(byte[] bytes) {
        try {
            FileObject index = filer.createResource(StandardLocation.CLASS_OUTPUT, "", RuntimeNames.indexPath());
            try (OutputStream out = index.openOutputStream()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the class file of a class, as an earlier compile left it} */
    Optional<byte[]> classFile(String binaryName) {
        return read(packageOf(binaryName), fileOf(binaryName));
    }

    /** {@return whether a class file has the descriptor of that class among its constants, as it has for each annotation} */
    static boolean mentions(byte[] classFile, String binaryName) {
        return new String(classFile, StandardCharsets.ISO_8859_1).contains("L" + binaryName.replace('.', '/') + ";");
    }

    void deleteClassFile(String binaryName) {
        try {
            filer.getResource(StandardLocation.CLASS_OUTPUT, packageOf(binaryName), fileOf(binaryName))
                    .delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> read(String packageName, String relativeName) {
        try (InputStream in = filer.getResource(StandardLocation.CLASS_OUTPUT, packageName, relativeName)
                .openInputStream()) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(String binaryName) {
        return binaryName.substring(0, Math.max(0, binaryName.lastIndexOf('.')));
    }

    private static String fileOf(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1) + ".class";
    }
}
