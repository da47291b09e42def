package dev.rendezvous.tcpstore.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows guessing down: after ten wrong proofs from one address, one more may be tried each second. Right proofs cost
 * nothing, so that many nodes may share an address. An IPv6 network of 64 bits counts as one address. For one thread.
 */
final class SecretAttempts {

    private static final int AT_ONCE = 10;
    private static final long NANOS_FOR_EACH = Duration.ofSeconds(1).toNanos();
    private static final int NETWORK_BYTES = 8;

    /** More would let addresses fill the memory. The one that failed first is forgotten first. */
    private static final int MAX_ADDRESSES = 4096;

    private final LongSupplier nanoClock;

    /** When all wrong proofs of an address will have been forgiven. */
    private final Map<ByteBuffer, Long> forgivenAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    SecretAttempts(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    FromOneAddress from(SocketAddress peer) {
        InetAddress address = peer instanceof InetSocketAddress inet ? inet.getAddress() : null;
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        boolean isNetwork = address instanceof Inet6Address;
        return new FromOneAddress(ByteBuffer.wrap(isNetwork ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes));
    }

    /** The attempts from one address. */
    final class FromOneAddress {

        private final ByteBuffer address;

        private FromOneAddress(ByteBuffer address) {
            this.address = address;
        }

        boolean mayTry() {
            return debt() <= (AT_ONCE - 1) * NANOS_FOR_EACH;
        }

        void failed() {
            long debt = debt();
            forgivenAt.remove(address);
            forgivenAt.put(address, nanoClock.getAsLong() + debt + NANOS_FOR_EACH);
        }

        private long debt() {
            Long forgiven = forgivenAt.get(address);
            return forgiven == null ? 0 : Math.max(0, forgiven - nanoClock.getAsLong());
        }
    }
}
