package dev.rendezvous.launcher.doctor;

import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.launcher.plan.PlanMaker;
import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.registry.RendezvousRegistry;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Checks beforehand whether this node could take part in a run. Starts no worker, joins nothing, and leaves nothing behind.
 *
 * @since 0.1
 */
public final class Doctor {

    private static final String ANY_COMMAND = "COMMAND";

    private final RendezvousRegistry registry;
    private final Map<String, String> environment;
    private final Steps steps = new Steps();

    private Doctor(RendezvousRegistry registry, Map<String, String> environment) {
        this.registry = registry;
        this.environment = Map.copyOf(environment);
    }

    /**
     * {@return what was found, in the order in which a run would need it} Each check has a time limit. A failure is a finding and not an
     * exception.
     *
     * @param typed the options of the run, as they would be given to it
     * @param command the command of the run; empty if there is none yet
     * @param peers where other nodes listen, such as {@code host2:4001}
     * @param registry where the backend is found by its name
     * @param environment the variables of this process
     * @throws InterruptedException if the thread is interrupted
     */
    public static List<Finding> examine(
            Map<RunOption, List<String>> typed,
            List<String> command,
            List<String> peers,
            RendezvousRegistry registry,
            Map<String, String> environment)
            throws InterruptedException {
        Doctor doctor = new Doctor(registry, environment);
        doctor.examine(typed, command);
        new PeerChecks(doctor.steps).dial(peers);
        return doctor.steps.findings();
    }

    private void examine(Map<RunOption, List<String>> typed, List<String> command) throws InterruptedException {
        MachineChecks machine = new MachineChecks(steps, environment.getOrDefault("PATH", ""));
        machine.java();
        machine.warden();
        if (!command.isEmpty()) {
            machine.command(command.get(0));
        }
        Map<RunOption, List<String>> asked = new EnumMap<>(RunOption.class);
        asked.putAll(typed);
        // They say how the findings are shown, and are none of the run.
        asked.keySet().removeAll(List.of(RunOption.JSON, RunOption.DRY_RUN));
        try {
            examine(PlanMaker.plan(asked, command.isEmpty() ? List.of(ANY_COMMAND) : command, environment), machine);
        } catch (PlanException e) {
            steps.add(Finding.fail("plan", String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            steps.add(Finding.fail("this node", String.valueOf(e.getMessage())));
        }
    }

    private void examine(Plan plan, MachineChecks machine) throws InterruptedException {
        plan.notes().forEach(note -> steps.add(Finding.warn("note", note)));
        machine.limits(plan.workers().count());
        machine.logFolder(plan);
        AgentChecks agent = new AgentChecks(steps, plan);
        agent.events();
        agent.http();
        agent.health(environment);
        NetworkChecks network = new NetworkChecks(steps, plan);
        if (!plan.job().standalone()) {
            network.names();
        }
        network.ownAddresses();
        InetAddress address = network.address();
        machine.ports(plan.insight().ports(), address);
        network.dialBack(address);
        new BackendChecks(steps, plan, registry).run(address);
    }
}
