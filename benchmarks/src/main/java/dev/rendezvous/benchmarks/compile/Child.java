package dev.rendezvous.benchmarks.compile;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** The process that is measured: one run of javac in a JVM of its own, which at its end tells what it used. */
final class Child {

    private Child() {}

    public static void main(String[] args) throws IOException {
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, args);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(system.getProcessCpuTime() + " " + peakKilobytes());
        System.exit(exit);
    }

    /** The most memory that the process ever had resident, as Linux counts it. */
    private static long peakKilobytes() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        return status.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
