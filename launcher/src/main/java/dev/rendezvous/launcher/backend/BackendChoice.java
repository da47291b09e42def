package dev.rendezvous.launcher.backend;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.launcher.plan.Job;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The chosen backend, and which of the launcher's options it takes. */
public final class BackendChoice {

    private final RendezvousRegistry registry;
    private final Job job;
    private final Set<String> declared;

    /**
     * Makes a choice.
     *
     * @param registry where the backend is found by its name
     * @param job what the launcher was asked for
     */
    public BackendChoice(RendezvousRegistry registry, Job job) {
        this.registry = registry;
        this.job = job;
        this.declared = keysOf(registry.explain(job.backend()).chosen());
    }

    private static Set<String> keysOf(Optional<BackendDescriptor> backend) {
        return backend.map(BackendDescriptor::options).orElse(List.of()).stream()
                .map(OptionDescriptor::name)
                .collect(Collectors.toSet());
    }

    /**
     * {@return whether the backend has this config key}
     *
     * @param key the key
     */
    public boolean has(String key) {
        return declared.contains(key);
    }

    /**
     * {@return what to ask of the backend}
     *
     * @param endpoint where it is
     * @param address the own address
     * @throws PlanException if the user gave an option that the backend does not have
     */
    public RendezvousParameters parameters(String endpoint, String address) {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder(job.backend())
                .endpoint(endpoint)
                .runId(job.runId())
                .nodes(job.nodes().min(), job.nodes().max())
                .localAddress(address);
        for (Job.ConfigKey key : job.config()) {
            // A backend that declares nothing may read any key that was given for it.
            if (has(key.key()) || (declared.isEmpty() && key.option().contains("--backend-opt"))) {
                parameters.config(key.key(), key.value());
            } else if (key.isGiven() && registry.contains(job.backend())) {
                throw unknown(key);
            }
        }
        return parameters.build();
    }

    private PlanException unknown(Job.ConfigKey key) {
        List<String> others = registry.names().stream()
                .filter(name -> keysOf(registry.explain(name).chosen()).contains(key.key()))
                .toList();
        return new PlanException("the backend " + job.backend() + " does not have what " + key.option() + " asks for"
                + (others.isEmpty() ? "; no backend here has it" : "; these have it: " + String.join(", ", others)));
    }
}
