package dev.rendezvous.zookeeper;

import dev.rendezvous.Endpoint;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.StaticHostProvider;

/** The servers, in random order. The client's own list pauses a second after the last one; there is a random pause besides. */
final class Hosts implements HostProvider {

    private static final long PAUSE_MILLIS = 50;

    private final HostProvider list;

    Hosts(List<Endpoint> servers) {
        this.list = new StaticHostProvider(servers.stream()
                .map(server -> InetSocketAddress.createUnresolved(
                        server.host(), server.port().orElseThrow()))
                .toList());
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public InetSocketAddress next(long spinDelay) {
        return list.next(Math.min(spinDelay, PAUSE_MILLIS));
    }

    @Override
    public void onConnected() {
        list.onConnected();
    }

    @Override
    public boolean updateServerList(Collection<InetSocketAddress> servers, InetSocketAddress current) {
        return list.updateServerList(servers, current);
    }
}
