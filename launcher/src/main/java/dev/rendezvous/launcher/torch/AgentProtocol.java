package dev.rendezvous.launcher.torch;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What torchrun's agents settle in the store of a round before they start workers: which roles they have, which ranks the workers get, and
 * where the workers meet.
 *
 * <p>Up to PyTorch 2.3 each agent reads the roles of all and computes the ranks, and then rank 0 names the master. From 2.4 on rank 0 reads
 * the roles and assigns the ranks; the rendezvous has named the master before. So a rendezvous that has named none is an older one.
 */
public final class AgentProtocol {

    private static final String ADDRESS = "MASTER_ADDR";
    private static final String PORT = "MASTER_PORT";
    private static final int MOST_PORT = 65_535;

    private final RendezvousInfo info;
    private final TorchStore store;

    /**
     * Makes the protocol of one round.
     *
     * @param info the round
     * @param timeout how long to wait for the other agents
     */
    public AgentProtocol(RendezvousInfo info, Duration timeout) {
        this.info = info;
        this.store = new TorchStore(info.store(), timeout);
    }

    /** Makes an endpoint that no process listens on yet. */
    public interface FreeEndpoint {

        /**
         * {@return the endpoint}
         *
         * @throws IOException if there is none
         */
        Endpoint find() throws IOException;
    }

    /**
     * What the agents have settled.
     *
     * @param agents in the order of their ranks
     * @param own the ranks of the workers of this agent
     * @param master where the workers meet
     */
    public record Settled(List<RoleInfo> agents, RankAssignment own, Endpoint master) {

        /** Copies the list. */
        public Settled {
            agents = List.copyOf(agents);
        }
    }

    /**
     * {@return whether the agents of the round are of PyTorch 2.3 or earlier}
     *
     * @param info the round
     */
    public static boolean isOlder(RendezvousInfo info) {
        return info.bootstrapStore().isEmpty();
    }

    /**
     * Settles the round with the other agents.
     *
     * @param role of the workers of this agent
     * @param workers how many it starts
     * @param free for the master, if this agent is rank 0 of an older release
     * @return what they have settled
     * @throws dev.rendezvous.RendezvousTimeoutException if another agent does not answer in time
     * @throws RendezvousStateException if another agent writes something else
     * @throws IOException if there is no free endpoint
     * @throws InterruptedException if the thread is interrupted
     */
    public Settled settle(String role, int workers, FreeEndpoint free) throws IOException, InterruptedException {
        RoleInfo own = new RoleInfo(role, info.rank(), workers);
        Optional<BootstrapStoreInfo> named = info.bootstrapStore();
        return named.isPresent() ? assigned(own, named.get()) : computed(own, free);
    }

    private Settled assigned(RoleInfo own, BootstrapStoreInfo master) throws InterruptedException {
        IntFunction<String> roles = rank -> "torchelastic/role_info/" + rank;
        IntFunction<String> ranks = rank -> "torchelastic/assigned_ranks/" + rank;
        store.set(roles.apply(own.rank()), own.toJson());
        if (own.rank() == 0) {
            List<RankAssignment> all = RankAssignment.of(agents(roles));
            for (int rank = 0; rank < all.size(); rank++) {
                store.set(ranks.apply(rank), all.get(rank).toJson());
            }
        }
        String key = ranks.apply(own.rank());
        RankAssignment assigned = RankAssignment.parse(key, store.get(key));
        // Rank 0 has read all roles before it assigned the ranks.
        return new Settled(agents(roles), assigned, Endpoint.of(master.masterAddress(), master.masterPort()));
    }

    private Settled computed(RoleInfo own, FreeEndpoint free) throws IOException, InterruptedException {
        IntFunction<String> roles = rank -> "torchelastic/role_info" + rank;
        store.set(roles.apply(own.rank()), own.toJson());
        List<RoleInfo> agents = agents(roles);
        store.finish(own.rank(), info.worldSize(), roles);
        if (own.rank() == 0) {
            Endpoint master = free.find();
            store.set(ADDRESS, master.host());
            store.set(PORT, String.valueOf(master.port().orElse(0)));
        }
        RankAssignment assigned = RankAssignment.of(agents).get(own.rank());
        return new Settled(agents, assigned, master(store.get(ADDRESS), store.get(PORT)));
    }

    private List<RoleInfo> agents(IntFunction<String> key) throws InterruptedException {
        List<String> values = store.all(info.worldSize(), key);
        List<RoleInfo> agents = new ArrayList<>();
        for (int rank = 0; rank < values.size(); rank++) {
            RoleInfo agent = RoleInfo.parse(key.apply(rank), values.get(rank));
            if (agent.rank() != rank) {
                throw new RendezvousStateException(
                        "the agent of " + key.apply(rank) + " takes itself for rank " + agent.rank());
            }
            agents.add(agent);
        }
        return agents;
    }

    private static Endpoint master(String address, String port) {
        int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
        if (number < 1 || number > MOST_PORT || address.isBlank()) {
            throw new RendezvousStateException("the master of the round is \"" + address + "\", port \"" + port
                    + "\"; expected a host and a port from 1 to " + MOST_PORT);
        }
        return Endpoint.of(address, number);
    }
}
