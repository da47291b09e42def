package dev.rendezvous.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when something was measured. */
public final class Machine {

    private Machine() {}

    /** {@return one line: the date, the machine, the JVM and the load} */
    public static String describe() {
        return LocalDate.now(ZoneOffset.UTC) + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version() + " ("
                + System.getProperty("java.vm.name") + "), load " + load() + " at the start";
    }

    /** {@return how many processes wanted a core in the last minute; what is above the cores is noise} */
    public static String load() {
        return String.format(
                Locale.ROOT,
                "%.2f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
