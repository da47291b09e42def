package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.Machine;
import dev.rendezvous.benchmarks.ServerProcess;
import dev.rendezvous.benchmarks.Watchdog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures our TCP store, server and client, beside those of PyTorch 2.13, and prints one table. In each round the two sides are
 * measured one right after the other; a ratio is taken between the two of one round, so that both have seen the same load of the
 * machine, and of the ratios the median. The servers are processes of their own, and all connections are on the loopback.
 */
public final class StoreBenchmark {

    private static final List<Integer> CLIENTS = List.of(1, 8);
    private static final List<Integer> THREADS = List.of(1, 64);
    private static final int WAITERS = 1_000;
    private static final int JOINERS = 4_000;

    private static final String WAKE = "from one set to the last awake, ms";
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final Mode mode;

    private StoreBenchmark(Mode mode) {
        this.mode = mode;
    }

    /**
     * How long everything takes.
     *
     * @param rounds of each measurement
     * @param crowds rounds of those with many clients
     * @param time of one load in one round
     * @param limit after which the run is given up
     */
    private record Mode(int rounds, int crowds, Duration time, Duration limit) {

        static Mode of(String option) {
            return switch (option) {
                case "--full" -> new Mode(15, 7, Duration.ofSeconds(1), Duration.ofMinutes(60));
                case "--short" -> new Mode(7, 3, Duration.ofMillis(500), Duration.ofMinutes(30));
                case "--quick" -> new Mode(3, 1, Duration.ofMillis(200), Duration.ofMinutes(10));
                default ->
                    throw new IllegalArgumentException(
                            "the mode is " + option + "; expected --full, --short or --quick");
            };
        }
    }

    /**
     * Runs the benchmark. The table grows while it runs, so that one that is stopped has told what it found.
     *
     * @param args the mode: {@code --full}, {@code --short}, or {@code --quick} for a look at the harness
     * @throws Exception if a server or the load fails
     */
    public static void main(String[] args) throws Exception {
        Mode mode = Mode.of(args.length == 0 ? "--full" : args[0]);
        Watchdog.start(mode.limit());
        System.out.println(Machine.describe() + "\n\n" + Series.head("PyTorch 2.13"));
        StoreBenchmark benchmark = new StoreBenchmark(mode);
        try (Sides sides = Sides.start()) {
            benchmark.warmUp(sides);
            benchmark.loadServers(sides);
            benchmark.compareClients("PyTorch's server", sides.theirs());
            benchmark.compareClients("our server", sides.ours());
            benchmark.letManyWait(sides);
        }
        benchmark.letManyWaitAtFreshServers();
        benchmark.letManyJoin();
        benchmark.compareWithNetty();
        System.out.println("\nAt the end the load was " + Machine.load() + ".");
        System.exit(0);
    }

    /** So that the JVMs have compiled what is measured. */
    private void warmUp(Sides sides) throws Exception {
        for (Request request : Request.values()) {
            sides.measure(0, server -> Load.of(server, request, 8, WARM_UP));
        }
        sides.measure(0, server -> GetLoad.ours(server, 8, WARM_UP));
        sides.measure(0, server -> GetLoad.theirs(server, 8, WARM_UP));
        sides.measure(0, server -> Waiting.of(server, WAITERS, "/warm up"));
    }

    private void loadServers(Sides sides) throws Exception {
        for (Request request : Request.values()) {
            for (int clients : CLIENTS) {
                loadServers(sides, request, clients, request == Request.SET ? "ratio >= 0.8" : "ratio >= 1.0");
            }
        }
    }

    /** What would be won with another transport: the least that a store on it does. */
    private void compareWithNetty() throws Exception {
        System.out.println("\n" + Series.head("Netty with epoll"));
        try (Sides sides = Sides.start(NettyServer.class)) {
            for (Request request : List.of(Request.GET, Request.SET)) {
                sides.measure(0, server -> Load.of(server, request, 8, WARM_UP));
            }
            for (Request request : List.of(Request.GET, Request.SET)) {
                for (int clients : CLIENTS) {
                    loadServers(sides, request, clients, "");
                }
            }
        }
    }

    private void loadServers(Sides sides, Request request, int clients, String goal) throws Exception {
        String what = request.name().toLowerCase(Locale.ROOT) + ", clients: " + clients;
        Series rate = new Series(what, "1/s", goal);
        Series cost = new Series(what, "server CPU, us", goal.isEmpty() ? "" : "ratio <= 1.2");
        for (int round = 0; round < mode.rounds(); round++) {
            Sides.Pair<Load> pair = sides.measure(round, server -> Load.of(server, request, clients, mode.time()));
            rate.add(pair.our().perSecond(), pair.their().perSecond());
            cost.add(pair.our().serverMicros(), pair.their().serverMicros());
        }
        print(rate, cost);
    }

    private void compareClients(String where, ServerProcess server) throws Exception {
        for (int threads : THREADS) {
            Series rate = new Series(
                    "the client's get on " + where + ", threads: " + threads,
                    "1/s",
                    threads == 1 ? "ratio >= 2" : "ratio >= 5");
            for (int round = 0; round < mode.rounds(); round++) {
                addGets(rate, round, server, threads);
            }
            print(rate);
        }
    }

    private void addGets(Series rate, int round, ServerProcess server, int threads) throws Exception {
        if (round % 2 == 0) {
            double our = GetLoad.ours(server, threads, mode.time());
            rate.add(our, GetLoad.theirs(server, threads, mode.time()));
        } else {
            double their = GetLoad.theirs(server, threads, mode.time());
            rate.add(GetLoad.ours(server, threads, mode.time()), their);
        }
    }

    private void letManyWait(Sides sides) throws Exception {
        Series cpu = new Series(WAITERS + " waiting", "server CPU in a second, ms", "what an idle JVM takes");
        Series wake = new Series(WAITERS + " waiting", WAKE, "ours <= 50");
        for (int round = 0; round < mode.crowds(); round++) {
            String key = "/waiting/" + round;
            Sides.Pair<Waiting> pair = sides.measure(round, server -> Waiting.of(server, WAITERS, key));
            cpu.add(pair.our().idleMillis(), pair.their().idleMillis());
            wake.add(pair.our().wakeMillis(), pair.their().wakeMillis());
        }
        print(cpu, wake);
    }

    /** A store often lives for one meeting only, in which a JVM has compiled nothing yet. */
    private void letManyWaitAtFreshServers() throws Exception {
        Series memory = new Series(WAITERS + " waiting at a fresh server", "more memory, MB", "ours < 64");
        Series wake = new Series(WAITERS + " waiting at a fresh server", WAKE, "ours <= 50");
        for (int round = 0; round < mode.crowds(); round++) {
            try (Sides fresh = Sides.start()) {
                Sides.Pair<Waiting> pair = fresh.measure(round, server -> Waiting.of(server, WAITERS, "/waiting"));
                memory.add(pair.our().megabytes(), pair.their().megabytes());
                wake.add(pair.our().wakeMillis(), pair.their().wakeMillis());
            }
        }
        print(memory, wake);
    }

    private void letManyJoin() throws Exception {
        String what = JOINERS + " join at a fresh server and wait for the last";
        Series time = new Series(what, "s", "");
        Series memory = new Series(what, "more memory at the peak, MB", "");
        for (int round = 0; round < mode.crowds(); round++) {
            try (Sides fresh = Sides.start()) {
                Sides.Pair<Joining> pair = fresh.measure(round, server -> Joining.of(server, JOINERS));
                time.add(pair.our().seconds(), pair.their().seconds());
                memory.add(pair.our().megabytes(), pair.their().megabytes());
            }
        }
        print(time, memory);
    }

    private static void print(Series... all) {
        for (Series series : all) {
            System.out.println(series.row());
        }
    }
}
