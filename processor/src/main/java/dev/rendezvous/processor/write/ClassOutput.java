package dev.rendezvous.processor.write;

import dev.rendezvous.processor.model.RuntimeNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** The output folder, apart from generated sources. */
public final class ClassOutput {

    /**
     * Files are named by their whole path. A compiler refuses a package whose name is not a Java name, and an old index may
     * list a class of such a package.
     */
    private static final String NO_PACKAGE = "";

    private final Filer filer;

    public ClassOutput(Filer filer) {
        this.filer = filer;
    }

    public Optional<byte[]> index() {
        return read(RuntimeNames.indexPath());
    }

    /** {@return whether another processor has written the file in this compile, so that javac gives it to no other} */
    public boolean isTaken(String path) {
        try {
            filer.getResource(StandardLocation.CLASS_OUTPUT, NO_PACKAGE, path);
            return false;
        } catch (FilerException e) {
            return true;
        } catch (IOException | IllegalArgumentException seenWhenItIsRead) {
            return false;
        }
    }

    /** {@return whether the file was written; false where another processor of this compile has written it} */
    public boolean create(String path, byte[] bytes) {
        try {
            FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, NO_PACKAGE, path);
            try (OutputStream out = file.openOutputStream()) {
                out.write(bytes);
            }
            return true;
        } catch (FilerException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw trouble(e);
        }
    }

    /** {@return the class file of a class, as an earlier compile left it} */
    public Optional<byte[]> classFile(String binaryName) {
        return read(pathOf(binaryName));
    }

    /** {@return whether a class file has the descriptor of that class among its constants, as it has for each annotation} */
    static boolean mentions(byte[] classFile, String binaryName) {
        return new String(classFile, StandardCharsets.ISO_8859_1).contains("L" + binaryName.replace('.', '/') + ";");
    }

    void deleteClassFile(String binaryName) {
        delete(pathOf(binaryName));
    }

    /** Deletes a file of an earlier compile. The file objects of javac's Filer cannot delete, but know where the file is. */
    public void delete(String path) {
        try {
            FileObject file = filer.getResource(StandardLocation.CLASS_OUTPUT, NO_PACKAGE, path);
            if (!file.delete() && "file".equals(file.toUri().getScheme())) {
                Files.deleteIfExists(Path.of(file.toUri()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the bytes of a file that was there before this compile} */
    public Optional<byte[]> read(String path) {
        try (InputStream in = filer.getResource(StandardLocation.CLASS_OUTPUT, NO_PACKAGE, path)
                .openInputStream()) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw trouble(e);
        }
    }

    /** Some file managers throw it where a folder has the name of the file. */
    private static UncheckedIOException trouble(IllegalArgumentException refusal) {
        return new UncheckedIOException(new IOException(refusal.getMessage(), refusal));
    }

    private static String pathOf(String binaryName) {
        return binaryName.replace('.', '/') + ".class";
    }
}
