package com.acme.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Member;
import dev.rendezvous.Store;
import dev.rendezvous.worker.Worker;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.IpAddress;

/**
 * The workers form a group of JGroups. Rank 0 founds it and puts its address into the store of the round; the others join there. So
 * there is one founder, and its address need not be known beforehand.
 */
public final class GroupOfJgroups {

    private static final String FOUNDER = "jgroups/founder";
    private static final int FIRST_PORT = 7800;
    private static final int PORTS = 200;
    private static final long PATIENCE_SECONDS = 60;

    private final Worker worker;
    private final TCP transport = new TCP();
    private final CountDownLatch complete = new CountDownLatch(1);

    private GroupOfJgroups(Worker worker) {
        this.worker = worker;
    }

    /** Runs as a worker. */
    public static void main(String[] args) {
        Worker.main(worker -> new GroupOfJgroups(worker).meet());
    }

    private void meet() throws Exception {
        try (JChannel channel = channel()) {
            channel.setReceiver(new CompleteView());
            channel.name("rank-" + worker.rank());
            connect(channel);
            if (worker.rank() == 0) {
                String address = transport.localPhysicalAddress().toString();
                worker.store().set(FOUNDER, address.getBytes(UTF_8));
            }
            if (!complete.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the group is not complete: " + channel.getView());
            }
            View view = channel.getView();
            System.out.println("in a group of " + view.size() + ", founder " + view.getCoord());
            awaitOthers();
        }
    }

    /** A member whose question to the founder is not answered in time founds a group of its own. It leaves that, and asks again. */
    private void connect(JChannel channel) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        channel.connect(worker.runId());
        while (worker.rank() > 0 && channel.getView().size() == 1 && System.nanoTime() < until) {
            channel.disconnect();
            channel.connect(worker.runId());
        }
    }

    /** Rank 0 looks for no other member, so it founds the group. */
    private JChannel channel() throws Exception {
        transport.setBindAddr(InetAddress.getByName(ownAddress()));
        transport.setBindPort(FIRST_PORT).setPortRange(PORTS); // Takes the first that is free.
        TCPPING discovery = new TCPPING();
        if (worker.rank() > 0) {
            String founder = new String(worker.store().get(FOUNDER), UTF_8); // Waits until rank 0 has set it.
            discovery.setInitialHosts2(List.of(new IpAddress(founder)));
        }
        return new JChannel(
                transport,
                discovery,
                new MERGE3().setMinInterval(1000).setMaxInterval(3000),
                new FD_ALL3(),
                new VERIFY_SUSPECT2(),
                new NAKACK2().useMcastXmit(false),
                new UNICAST3(),
                new STABLE(),
                new GMS().printLocalAddress(false));
    }

    private String ownAddress() throws InterruptedException {
        Member own = worker.info().members().get(worker.rank());
        return own.address().orElseThrow(() -> new IllegalStateException("the launcher tells no address of " + own));
    }

    /** A member that left at once would be missing in the view of a slow one. */
    private void awaitOthers() throws InterruptedException {
        Store store = worker.store();
        store.set("complete/" + worker.rank(), new byte[0]);
        for (int rank = 0; rank < worker.worldSize(); rank++) {
            byte[] unused = store.get("complete/" + rank);
        }
    }

    private final class CompleteView implements Receiver {

        @Override
        public void viewAccepted(View view) {
            if (view.size() == worker.worldSize()) {
                complete.countDown();
            }
        }
    }
}
