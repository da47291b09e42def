package dev.rendezvous.benchmarks.registry;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The process in which one contestant finds backends: once, or again and again at the word of the process that measures, so that
 * warm contestants take turns without getting into each other's way.
 */
final class FinderMain {

    private static final double NANOS_TO_MICROS = 1e3;
    private static final int COLLECTIONS = 4;

    private final Finder finder;
    private final URL[] jars;
    private final int expected;

    private FinderMain(Finder finder, URL[] jars, int expected) {
        this.finder = finder;
        this.jars = jars;
        this.expected = expected;
    }

    /** Arguments: the finder's class, the folder of the jars, how many backends there are, and how often to find them, or a mode. */
    public static void main(String[] args) throws Exception {
        Finder finder = Class.forName(args[0])
                .asSubclass(Finder.class)
                .getDeclaredConstructor()
                .newInstance();
        FinderMain main = new FinderMain(finder, jars(new File(args[1])), Integer.parseInt(args[2]));
        switch (args[3]) {
            case "once" -> main.find();
            case "retained" -> System.out.println(main.retainedBytes());
            default -> main.serve(Integer.parseInt(args[3]));
        }
    }

    private void serve(int repetitions) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        while (in.readLine() != null) {
            System.gc();
            long cpu = threads.getCurrentThreadCpuTime();
            long time = System.nanoTime();
            for (int i = 0; i < repetitions; i++) {
                find();
            }
            long usedTime = System.nanoTime() - time;
            long usedCpu = threads.getCurrentThreadCpuTime() - cpu;
            System.out.println(
                    usedTime / NANOS_TO_MICROS / repetitions + " " + usedCpu / NANOS_TO_MICROS / repetitions);
        }
    }

    private void find() throws Exception {
        try (URLClassLoader loader = newLoader()) {
            check(finder.find(loader));
        }
    }

    private URLClassLoader newLoader() {
        return new URLClassLoader(jars, FinderMain.class.getClassLoader());
    }

    private void check(int found) {
        if (found != expected) {
            throw new IllegalStateException(finder.getClass().getName() + " found " + found + ", expected " + expected);
        }
    }

    /** What stays of one discovery, the loader aside, which has opened its jars before. */
    private long retainedBytes() throws Exception {
        try (URLClassLoader loader = newLoader()) {
            check(finder.find(loader));
            long before = usedBytes();
            Object kept = finder.keep(loader);
            try {
                return usedBytes() - before;
            } finally {
                Reference.reachabilityFence(kept);
            }
        }
    }

    private static long usedBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Without streams, since what this loads counts among the classes of each contestant. */
    private static URL[] jars(File folder) throws MalformedURLException {
        String[] names = folder.list();
        Arrays.sort(names);
        URL[] urls = new URL[names.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = new File(folder, names[i]).toURI().toURL();
        }
        return urls;
    }
}
