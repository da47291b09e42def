package dev.rendezvous.etcd;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds the program etcd on this machine. */
final class EtcdBinary {

    static final String VARIABLE = "RDZV_ETCD_BINARY";

    private EtcdBinary() {}

    /** {@return the program that the variable names, or the first of this name on the path} */
    static Optional<Path> find(Optional<String> named, String path) {
        return named.isPresent()
                ? named.map(Path::of).filter(Files::isExecutable)
                : Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "etcd"))
                        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                        .findFirst();
    }

    static Optional<Path> find() {
        return find(
                Optional.ofNullable(System.getenv(VARIABLE)),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Path require(Optional<Path> found) throws IOException {
        return found.orElseThrow(
                () -> new IOException("there is no program etcd on the PATH of this machine; install it (Debian,"
                        + " Ubuntu: apt-get install -y etcd-server; macOS: brew install etcd), or name it in the environment variable "
                        + VARIABLE));
    }
}
