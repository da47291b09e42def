package dev.rendezvous.benchmarks.elastic;

import dev.rendezvous.etcd.EtcdServer;
import java.util.List;

/** The services that are measured. */
final class Services {

    /** Starts a service. */
    interface Start {
        Service start() throws Exception;
    }

    private Services() {}

    /** {@return those that this machine can run} */
    static List<Start> available() {
        if (!EtcdServer.isInstalled()) {
            System.out.println("etcd is not installed, so its rows are missing (apt-get install -y etcd-server)");
            return List.of(TcpService::new, ZookeeperService::new, PostgresqlService::new);
        }
        return List.of(TcpService::new, EtcdService::new, ZookeeperService::new, PostgresqlService::new);
    }
}
