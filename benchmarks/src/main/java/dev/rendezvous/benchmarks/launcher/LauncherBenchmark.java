package dev.rendezvous.benchmarks.launcher;

import dev.rendezvous.benchmarks.Machine;

/**
 * What {@code rdzv run} costs. The argument is {@code --full}, {@code --short} or {@code --quick}. Linux only.
 */
public final class LauncherBenchmark {

    private LauncherBenchmark() {}

    /** Prints the tables. */
    public static void main(String[] args) throws Exception {
        String mode = args.length == 0 ? "--full" : args[0];
        int scale = switch (mode) {
            case "--full" -> 10;
            case "--short" -> 3;
            default -> 1;
        };
        System.out.println(Machine.describe());
        System.out.println();
        WholeProcess.print(3 * scale);
        WorkerEnd.print(50 * scale);
        NextRound.print(5 * scale);
        ManyAgents.print(64, Math.max(1, scale / 2));
        IdleAgent.print(10 * scale);
        OutputSpeed.print(10 * scale, Math.max(1, scale / 2));
        System.out.println("load " + Machine.load() + " at the end");
    }
}
