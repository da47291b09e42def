package dev.rendezvous.tcpstore.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.tcpstore.Cell;
import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.CellPut;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cells on a clock that the test moves. What a client sees of them over a connection is tested by the contract of spaces. */
class CellServiceTest {

    private static final long FIRST_VERSION = 1_000;
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LINGER = Duration.ofHours(2);

    private final List<Integer> hints = new ArrayList<>();
    private final List<String> deletedKeys = new ArrayList<>();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();
    private long memory = 100_000;
    private final CellService service = new CellService(() -> now, FIRST_VERSION, new Host());
    private CellClient client = greeted();

    private final class Host implements CellHost {
        @Override
        public boolean grow(long bytes) {
            boolean fits = bytes <= memory;
            memory -= fits ? bytes : 0;
            return fits;
        }

        @Override
        public void shrink(long bytes) {
            memory += bytes;
        }

        @Override
        public void deleteKeys(String prefix) {
            deletedKeys.add(prefix);
        }
    }

    private CellClient greeted(Long... leases) {
        try {
            CellClient made = new CellClient(service, "run", hints::add);
            made.serve(new CellRequest.Hello(CellRequest.FORMAT, List.of(leases)));
            return made;
        } catch (CellRefusal e) {
            throw new AssertionError(e);
        }
    }

    /** The server turns at least twice a second. */
    private void pass(Duration time) {
        long end = now + time.toNanos();
        while (end - now > 0) {
            now += Math.min(end - now, Math.max(1, service.nanosLeft()));
            service.takeTurn();
        }
    }

    @Test
    void versionsBeginAboveTheFirst() throws Exception {
        assertThat(create("m/a", 0)).isEqualTo(new CellOutcome.Applied(FIRST_VERSION + 1, FIRST_VERSION + 1));
    }

    @Test
    void leaseEndsAtItsTtlExactly() throws Exception {
        create("m/a", grant());
        pass(TTL.minusNanos(1));
        assertThat(find("m/a")).isPresent();
        pass(Duration.ofNanos(1));
        assertThat(find("m/a")).isEmpty();
    }

    @Test
    void leaseEndsAfterGraceOfClosedConnection() throws Exception {
        create("m/a", grant());
        client.leave();
        client = greeted();
        pass(GRACE.minusNanos(1));
        assertThat(find("m/a")).isPresent();
        pass(Duration.ofNanos(1));
        assertThat(find("m/a")).isEmpty();
    }

    @Test
    void greetingEndsGraceAndExtendsNothing() throws Exception {
        long lease = grant();
        create("m/a", lease);
        pass(Duration.ofSeconds(5));
        client.leave();
        pass(GRACE.minusNanos(1));
        client = greeted(lease);
        pass(Duration.ofSeconds(8));
        assertThat(find("m/a")).isPresent();
        pass(GRACE);
        assertThat(find("m/a")).isEmpty();
    }

    @Test
    void keepAliveDuringGraceDoesNotEndIt() throws Exception {
        long lease = grant();
        create("m/a", lease);
        client.leave();
        CellClient stranger = greeted();
        stranger.serve(new CellRequest.KeepAlive(lease));
        client = stranger;
        pass(GRACE);
        assertThat(find("m/a")).isEmpty();
    }

    @Test
    void pauseOfServerExtendsLeasesByOneTtl() throws Exception {
        long lease = grant();
        create("m/a", lease);
        now += TTL.multipliedBy(2).toNanos() - 1;
        service.takeTurn();
        assertThat(find("m/a"))
                .as("its end has passed, and one more TTL has not")
                .isPresent();
        assertThat(client.serve(new CellRequest.KeepAlive(lease))).isEqualTo(new CellReply.Answer(true));
    }

    @Test
    void leaseOfAnotherRunIsNotAlive() throws Exception {
        long lease = grant();
        CellClient other = new CellClient(service, "other", hints::add);
        other.serve(new CellRequest.Hello(CellRequest.FORMAT, List.of(lease)));
        assertThat(other.serve(new CellRequest.KeepAlive(lease))).isEqualTo(new CellReply.Answer(false));
        assertThat(other.serve(new CellRequest.Put(new CellPut("m/a", "1", 0, lease, Duration.ZERO))))
                .isEqualTo(new CellReply.Written(new CellOutcome.LeaseLost()));
    }

    @Test
    void lingeringCellVanishesSoonAfterItsTime() throws Exception {
        create("r/seal", 0);
        pass(LINGER.minusSeconds(1));
        assertThat(client.serve(new CellRequest.Touch("r/"))).isEqualTo(new CellReply.Answer(true));
        pass(LINGER.minusSeconds(1));
        assertThat(find("r/seal")).isPresent();
        pass(Duration.ofSeconds(10));
        assertThat(find("r/seal")).isEmpty();
    }

    @Test
    void lastCellRemovesTheKeysOfTheRun() throws Exception {
        create("m/a", grant());
        client.leave();
        pass(TTL);
        assertThat(deletedKeys).containsExactly("rdzv/run/");
        assertThat(service.nanosLeft()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void deleteAllOfStoreDeletesItsKeys() throws Exception {
        client.serve(new CellRequest.DeleteAll("kv/7/"));
        client.serve(new CellRequest.DeleteAll("e/7/"));
        assertThat(deletedKeys).containsExactly("rdzv/run/7/");
    }

    @Test
    void everyByteOfMemoryComesBack() throws Exception {
        long before = memory;
        create("m/a", grant());
        client.serve(new CellRequest.Watch(1, "m/"));
        long version = ((CellOutcome.Applied) create("m/b", 0)).version();
        client.serve(new CellRequest.Put(new CellPut("m/b", "longer", version, 0, LINGER)));
        assertThat(memory).isLessThan(before);
        client.serve(new CellRequest.DeleteAll("m/"));
        client.leave();
        pass(TTL);
        assertThat(memory).isEqualTo(before);
    }

    @Test
    void fullServerRefusesAndChangesNothing() throws Exception {
        long version = ((CellOutcome.Applied) create("m/a", 0)).version();
        memory = 0;
        for (CellRequest request : List.of(
                new CellRequest.Put(new CellPut("m/b", "1", 0, 0, LINGER)),
                new CellRequest.Put(new CellPut("m/a", "longer", version, 0, LINGER)),
                new CellRequest.Grant(TTL, GRACE),
                new CellRequest.Watch(1, "m/"))) {
            assertThatThrownBy(() -> client.serve(request))
                    .isInstanceOf(CellRefusal.class)
                    .hasMessageContaining("memory");
        }
        assertThat(find("m/a")).map(Cell::value).contains("1");
        assertThat(find("m/b")).isEmpty();
    }

    @Test
    void watchHintsAtChangesBelowItsPrefix() throws Exception {
        client.serve(new CellRequest.Watch(7, "m/"));
        create("m/a", 0);
        create("r/seal", 0);
        assertThat(hints).containsExactly(7);
        client.serve(new CellRequest.Unwatch(7));
        create("m/b", 0);
        assertThat(hints).containsExactly(7);
    }

    @Test
    void requestsAreChecked() throws Exception {
        CellClient stranger = new CellClient(service, "run", hints::add);
        assertRefused(stranger, new CellRequest.Get("m/a"), "greeting");
        assertRefused(stranger, new CellRequest.Hello(CellRequest.FORMAT + 1, List.of()), "version of rendezvous");
        assertRefused(client, new CellRequest.Get("two words"), "ASCII");
        assertRefused(client, new CellRequest.ListBelow("m"), "ends in /");
        assertRefused(client, new CellRequest.Grant(Duration.ZERO, GRACE), "longer than 0");
        assertThatThrownBy(() -> new CellClient(service, "r".repeat(129), hints::add))
                .isInstanceOf(CellRefusal.class)
                .hasMessageContaining("129");
    }

    private static void assertRefused(CellClient client, CellRequest request, String part) {
        assertThatThrownBy(() -> client.serve(request))
                .isInstanceOf(CellRefusal.class)
                .hasMessageContaining(part);
    }

    private long grant() throws CellRefusal {
        return ((CellReply.Granted) client.serve(new CellRequest.Grant(TTL, GRACE))).lease();
    }

    private CellOutcome create(String key, long lease) throws CellRefusal {
        CellPut put = new CellPut(key, "1", 0, lease, LINGER);
        return ((CellReply.Written) client.serve(new CellRequest.Put(put))).outcome();
    }

    private Optional<Cell> find(String key) throws CellRefusal {
        return ((CellReply.Found) client.serve(new CellRequest.Get(key))).cell();
    }
}
