package dev.rendezvous.benchmarks.launcher;

import java.util.concurrent.TimeUnit;

/** What an agent costs while its worker runs. */
final class IdleAgent {

    /** What the JVM still compiles after a start is not counted. */
    private static final long SETTLE_SECONDS = 5;

    private static final double PERCENT_OF_A_CORE = 1e7;

    private IdleAgent() {}

    static void print(int seconds) throws Exception {
        System.out.println("| an agent whose worker runs | seconds | CPU, percent of a core | RSS, MB |");
        System.out.println("|---|---|---|---|");
        String[] worker = {"--standalone", "--", "sh", "-c", "echo up; exec sleep 1000"};
        try (Agent agent = Agent.start(worker)) {
            row("standalone, which hosts the store", agent, seconds);
        }
        System.out.println();
    }

    private static void row(String name, Agent agent, int seconds) throws Exception {
        agent.await(1, "up");
        // What is measured happens while nothing is done.
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long before = agent.cpuNanos();
        TimeUnit.SECONDS.sleep(seconds);
        System.out.printf(
                "| %s | %d | %.3f | %.0f |%n",
                name, seconds, (agent.cpuNanos() - before) / PERCENT_OF_A_CORE / seconds, agent.residentMegabytes());
    }
}
