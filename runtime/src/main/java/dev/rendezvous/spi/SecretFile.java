package dev.rendezvous.spi;

import dev.rendezvous.RendezvousParameters;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads secrets and passwords from files, since parameters are printed, logged and passed on command lines.
 *
 * @since 0.1
 */
public final class SecretFile {

    private static final long LONGEST = 64 << 10;

    private SecretFile() {}

    /**
     * Reads the file that a config key names. Blocks while it reads.
     *
     * @param parameters the parameters of a handler
     * @param key the config key, such as {@code password_file}
     * @return the text in the file, without blanks around it; empty if the key is not given
     * @throws IllegalArgumentException naming the key and the file if the file cannot be read, is empty, or has more than 64 KiB
     */
    public static Optional<String> read(RendezvousParameters parameters, String key) {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(key, "key");
        return read(parameters, key, text -> {});
    }

    /**
     * Reads the file that a config key names, and checks the text.
     *
     * @param parameters the parameters of a handler
     * @param key the config key, such as {@code secret_file}
     * @param check throws an {@link IllegalArgumentException} that says what is wrong with the text, and does not show it
     * @return the text in the file, without blanks around it; empty if the key is not given
     * @throws IllegalArgumentException naming the key and the file if the file cannot be read, is empty, has more than 64 KiB, or does
     *     not pass the check
     */
    public static Optional<String> read(RendezvousParameters parameters, String key, Consumer<String> check) {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(check, "check");
        Optional<String> file = parameters.get(key);
        Optional<String> text = file.map(name -> read(key, name));
        text.ifPresent(found -> {
            try {
                check.accept(found);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        FileMessages.unusable(key, file.orElseThrow(), String.valueOf(e.getMessage())), e);
            }
        });
        return text;
    }

    private static String read(String key, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LONGEST) {
                throw new IllegalArgumentException(FileMessages.unusable(
                        key, file, "it has more than " + LONGEST + " bytes; expected one line with the secret"));
            }
            String text = Files.readString(path).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException(
                        FileMessages.unusable(key, file, "it is empty; expected one line with the secret"));
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(FileMessages.unusable(key, file, "it is not text in UTF-8"), e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(FileMessages.unreadable(key, file, e), e);
        }
    }
}
