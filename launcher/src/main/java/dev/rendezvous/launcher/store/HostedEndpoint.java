package dev.rendezvous.launcher.store;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.plan.Job;
import dev.rendezvous.launcher.plan.PlanException;
import java.io.IOException;

/** Where the agent hosts the store of the backend, if it was asked for {@code HOST:0}. */
public final class HostedEndpoint {

    private HostedEndpoint() {}

    /**
     * {@return the endpoint of the job, with a port that is free now in place of port 0}
     *
     * @param job what the launcher was asked for
     * @param ports where the agent may host a store
     * @throws PlanException if the host is not this machine
     * @throws IOException if no port is free
     */
    public static String of(Job job, StorePorts ports) throws IOException {
        String endpoint = job.endpoint();
        if (!job.hostsOnAnyPort()) {
            return endpoint;
        }
        if (!OwnAddress.isOf(endpoint)) {
            throw new PlanException(
                    "--endpoint " + endpoint + ": port 0 lets this agent host the store, and "
                            + Endpoint.parse(endpoint).host()
                            + " is not an address of this machine; expected one of its addresses, or HOST:PORT of another node");
        }
        String host = Endpoint.parse(endpoint).host();
        return Endpoint.of(host, ports.free(OwnAddress.of(host))).toString();
    }
}
