package dev.rendezvous.boost;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import java.util.Optional;

/** Addresses of members of a round, as far as the backend tells them. */
final class Addresses {

    private Addresses() {}

    /** {@return the address by which the others reach rank 0} */
    static String ofRankZero(RendezvousInfo info) throws InterruptedException {
        return ofMember(info, 0)
                .or(() -> info.bootstrapStore().map(BootstrapStoreInfo::masterAddress))
                .orElseThrow(() -> unknown(0));
    }

    /** {@return the address by which the others reach this process} */
    static String own(RendezvousInfo info) throws InterruptedException {
        return ofMember(info, info.rank()).orElseThrow(() -> unknown(info.rank()));
    }

    private static Optional<String> ofMember(RendezvousInfo info, int rank) throws InterruptedException {
        return info.members().stream()
                .filter(member -> member.rank() == rank)
                .findFirst()
                .flatMap(Member::address);
    }

    private static IllegalStateException unknown(int rank) {
        return new IllegalStateException("the backend does not tell the address of rank " + rank
                + "; call join(info, host) with the address by which the others reach it");
    }
}
