package dev.rendezvous.fixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads secrets and passwords from files, since parameters are printed, logged and passed on command lines. */
final class SecretFile {

    private SecretFile() {}

    /**
     * {@return the text in the file, without blanks around it}
     *
     * @param key the config key that names the file
     * @throws IllegalArgumentException naming the key and the file if it cannot be read
     */
    static String read(String key, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(ParameterMessages.unreadable(key, file, e), e);
        }
    }
}
