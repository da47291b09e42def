package dev.rendezvous.interop;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.TCPStore;
import org.junit.jupiter.api.AfterEach;

/** Our client on a server of PyTorch 2.13. */
abstract class LibtorchServerContract extends RealServerContract {

    private final List<TCPStore> servers = new ArrayList<>();

    abstract boolean isLibUv();

    @Override
    final int startServer() {
        TCPStore server = Libtorch.server(isLibUv());
        servers.add(server);
        return Libtorch.port(server);
    }

    @AfterEach
    final void endServers() {
        closeClients();
        servers.forEach(TCPStore::deallocate);
    }
}
