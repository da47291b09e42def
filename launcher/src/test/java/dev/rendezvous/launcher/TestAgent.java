package dev.rendezvous.launcher;

import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.launcher.plan.PlanMaker;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** An agent in a process of its own. Its options are variables. */
final class TestAgent {

    private TestAgent() {}

    public static void main(String[] command) throws Exception {
        System.exit(run(command));
    }

    private static int run(String... command) throws Exception {
        try {
            Plan plan = PlanMaker.plan(Map.of(), List.of(command), System.getenv());
            RendezvousRegistry registry = RendezvousRegistry.discovered(TestAgent.class.getClassLoader());
            return new Launcher(plan, registry, System.getenv())
                    .run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        } catch (PlanException e) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true).println("refused: " + e.getMessage());
            return 2;
        }
    }
}
