package dev.rendezvous.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs this command again in a JVM of its own: the same Java, the same class path or module path. */
public final class JavaCommand {

    /** For processes that live for a second: most of their time is start-up. And their output is read as UTF-8. */
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            // What a backend logs is one line among the others.
            "-Djava.util.logging.SimpleFormatter.format=%5$s%n");

    private JavaCommand() {}

    /**
     * {@return the words of a command line, to which more arguments may be added}
     *
     * @param main the class with the main method
     * @param arguments the arguments of the program
     */
    public static List<String> of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        if (main.getModule().isNamed()) {
            command.addAll(List.of("-p", System.getProperty("jdk.module.path", "")));
            command.addAll(List.of("-m", main.getModule().getName() + "/" + main.getName()));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
