package dev.rendezvous.launcher;

import dev.rendezvous.testkit.JavaProcess;
import dev.rendezvous.testkit.WatchedProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process with an agent, and all that it prints. */
final class AgentProcess implements AutoCloseable {

    /** A build in the background of a shell ignores some signals, and its processes inherit that. macOS has no such option. */
    private static final List<String> DEFAULT_SIGNALS =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT,HUP,TERM") : List.of();

    private final WatchedProcess process;

    private AgentProcess(WatchedProcess process) {
        this.process = process;
    }

    /** Starts an agent that runs a shell script, with these options as variables. */
    static AgentProcess start(Map<String, String> options, String script) throws IOException {
        return startCommand(options, "sh", "-c", script);
    }

    /** Starts an agent that runs a shell script, with these variables. */
    static AgentProcess startIn(Map<String, String> environment, String script) throws IOException {
        ProcessBuilder builder = builder(Map.of(), List.of(), "sh", "-c", script);
        builder.environment().putAll(environment);
        return new AgentProcess(WatchedProcess.start(builder));
    }

    static AgentProcess startCommand(Map<String, String> options, String... worker) throws IOException {
        return new AgentProcess(WatchedProcess.start(builder(options, List.of(), worker)));
    }

    /** {@return an agent that is not started yet} */
    static ProcessBuilder builder(Map<String, String> options, List<String> jvmOptions, String... worker) {
        List<String> command = new ArrayList<>(DEFAULT_SIGNALS);
        command.addAll(List.of(JavaProcess.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TestAgent.class.getName()));
        command.addAll(List.of(worker));
        ProcessBuilder builder = new ProcessBuilder(command);
        options.forEach((name, value) -> builder.environment().put("RDZV_RUN_" + name, value));
        return builder;
    }

    List<String> lines() {
        return process.lines();
    }

    /** {@return the first match in a line of a number of matching lines, as soon as they are there} */
    List<String> await(int count, String regex) throws InterruptedException {
        return process.await(count, regex);
    }

    /** Sends a signal to the agent alone. */
    void signal(String name) throws IOException, InterruptedException {
        process.signal(name);
    }

    /** {@return the exit code, after all output is read} */
    int exitCode() throws InterruptedException {
        return process.exitCode();
    }

    @Override
    public void close() {
        process.close();
    }
}
