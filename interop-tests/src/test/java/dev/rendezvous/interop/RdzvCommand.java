package dev.rendezvous.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code rdzv} as a program, as the zip of the command has it. */
final class RdzvCommand {

    private static final String MAIN = "dev.rendezvous.cli.Rdzv";

    private RdzvCommand() {}

    /** {@return the program, in this folder} */
    static String in(Path folder) throws IOException {
        Path program = folder.resolve("rdzv");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path")
                        + "' "
                        + MAIN + " \"$@\"\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        return program.toString();
    }
}
