package dev.rendezvous.launcher;

import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanMaker;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Map;

/** An agent in a process of its own. Its options are variables. */
final class TestAgent {

    private TestAgent() {}

    public static void main(String[] command) throws Exception {
        Plan plan = PlanMaker.plan(Map.of(), List.of(command), System.getenv());
        RendezvousRegistry registry = RendezvousRegistry.discovered(TestAgent.class.getClassLoader());
        System.exit(new Launcher(plan, registry, System.getenv())
                .run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err)));
    }
}
