package dev.rendezvous.interop;

import dev.rendezvous.launcher.Launcher;
import dev.rendezvous.launcher.plan.PlanMaker;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Map;

/** {@code rdzv run} in a process of its own: options are variables, the arguments are the command of the workers. */
public final class LauncherAgent {

    private LauncherAgent() {}

    public static void main(String[] command) throws Exception {
        Map<String, String> environment = System.getenv();
        RendezvousRegistry registry = RendezvousRegistry.discovered(LauncherAgent.class.getClassLoader());
        Launcher launcher =
                new Launcher(PlanMaker.plan(Map.of(), List.of(command), environment), registry, environment);
        System.exit(launcher.run(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err)));
    }
}
