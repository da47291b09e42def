package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the secret of a store. It names a file, since everybody on a machine can read the words of a command. */
final class StoreSecretOption {

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "The file with the secret of the store; blanks around the secret are ignored.")
    private @Nullable Path file;

    /**
     * {@return the secret, if one was given}
     *
     * @throws UsageException if the file cannot be read or holds none
     */
    Optional<String> secret() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new UsageException("--secret-file: " + file + " is empty");
            }
            return Optional.of(secret);
        } catch (IOException e) {
            throw new UsageException("--secret-file: " + file + " cannot be read: " + e);
        }
    }
}
