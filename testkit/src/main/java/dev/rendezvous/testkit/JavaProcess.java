package dev.rendezvous.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process with the class path of this one. Its errors go where those of this process go. */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private JavaProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Starts the main method of a class, in a JVM that starts fast and is small. */
    public static JavaProcess start(Class<?> main, String... arguments) throws IOException {
        return start(command(main, arguments));
    }

    /** Starts the main method of a class with more options of the JVM and more variables. */
    public static JavaProcess startWith(
            List<String> jvmOptions, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = command(main, arguments);
        command.addAll(1, jvmOptions);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new JavaProcess(builder.start());
    }

    /** Starts the main method of a class in a process that may have so many open files. Not on Windows. */
    public static JavaProcess startWithDescriptors(int descriptors, Class<?> main, String... arguments)
            throws IOException {
        return startLimited("-n " + descriptors, main, arguments);
    }

    /**
     * Starts the main method of a class in a process whose files may have so many blocks. A longer file fails as a full disk does. Not on
     * Windows.
     */
    public static JavaProcess startWithFileBlocks(int blocks, Class<?> main, String... arguments) throws IOException {
        return startLimited("-f " + blocks, main, arguments);
    }

    private static JavaProcess startLimited(String limit, Class<?> main, String... arguments) throws IOException {
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit " + limit + " && exec \"$0\" \"$@\""));
        limited.addAll(command(main, arguments));
        return start(limited);
    }

    private static JavaProcess start(List<String> command) throws IOException {
        return new JavaProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** {@return the path of the command {@code java} that runs this process} */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** {@return the next line that the process prints; {@code "null"} when it has ended} */
    public String nextLine() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Writes a line to the input of the process. */
    public void sendLine(String line) throws IOException {
        Writer input = process.outputWriter(UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /** Ends the input of the process. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** {@return the exit code, after waiting for the end of the process up to a minute} */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("process " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    /** Stops the process with all its connections open, until {@link #resume} or {@link #kill}. Not on Windows. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a frozen process go on. Not on Windows. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("process " + pid() + " cannot get the signal " + name);
        }
    }

    /** Ends the process as SIGKILL does, and waits until it has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
