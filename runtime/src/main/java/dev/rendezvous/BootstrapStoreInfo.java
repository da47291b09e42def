package dev.rendezvous;

import java.util.Objects;

/**
 * Where the workers of a round find their master.
 *
 * @param masterAddress a host name or an address without brackets, never blank
 * @param masterPort a port, from 1 to 65535
 * @since 0.1
 */
public record BootstrapStoreInfo(String masterAddress, int masterPort) {

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if the address is blank or the port is out of range
     */
    public BootstrapStoreInfo {
        Objects.requireNonNull(masterAddress, "masterAddress");
        if (masterAddress.isBlank()) {
            throw new IllegalArgumentException("the master address is blank");
        }
        if (masterPort < 1 || masterPort > Endpoint.MAX_PORT) {
            throw new IllegalArgumentException("the master port " + masterPort + " is not from 1 to 65535");
        }
    }
}
