package dev.rendezvous.interop;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {

    /** Where Debian has daemons, which the path of a user may leave out. */
    private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/sbin");

    private Programs() {}

    /** Where one of the programs is missing, the test is skipped and says how to install it. */
    static void require(String packages, String... names) {
        for (String name : names) {
            assumeThat(find(name))
                    .withFailMessage("there is no program " + name + "; on Debian 12: apt-get install -y " + packages)
                    .isPresent();
        }
    }

    /** {@return a command line that starts with the program} */
    static List<String> command(String name, String... arguments) {
        return Stream.concat(Stream.of(find(name).orElseThrow()), Arrays.stream(arguments))
                .toList();
    }

    private static Optional<String> find(String name) {
        Stream<String> path = Arrays.stream(System.getenv("PATH").split(":", -1));
        return Stream.concat(path, MORE_FOLDERS.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
