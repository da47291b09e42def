package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Precondition;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CoordinationSpace} does: clauses C1 to C12 of its contract. The author of one extends this class, says how to open a
 * space, and runs it with JUnit:
 *
 * <pre>{@code
 * final class MySpaceTest extends CoordinationContract {
 *     @Override
 *     protected CoordinationSpace openSpace(String id) {
 *         return MySpace.connect(server.address(), id);
 *     }
 *
 *     @Override
 *     protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
 *         return Optional.of(ProxiedSpace.open(server.address(), proxy -> MySpace.connect(proxy, id)));
 *     }
 * }
 * }</pre>
 *
 * <p>The other methods that can be overridden say what a service does within the contract: how short a lease may be, how late one may end,
 * after which grace a lease ends whose connection was closed. The tests take a few times the shortest time-to-live.
 *
 * @since 0.1
 */
public abstract class CoordinationContract extends WatchContract {

    private static final String EVERY_CHARACTER_OF_IDS = "m/.A-Z_a~z%2F0:9@x+y=w,(v);'!";

    /** For the subclass. */
    protected CoordinationContract() {}

    @Test
    @Tag("C11")
    void refusedCredentialsAreFinal() throws Exception {
        CoordinationSpace refused = openRefused();
        assertFinal(refused.get("m/key"));
        assertFinal(refused.put("m/key", "1", Precondition.absent(), LINGER));
        assertFinal(refused.grant(shortestTtl()));
    }

    @Test
    @Tag("C11")
    void valueThatIsTooLongIsRefused() throws Exception {
        CoordinationSpace space = open();
        String tooLong = "v".repeat(space.maxValueBytes() + 1);
        assertRefused(space.put("m/key", tooLong, Precondition.absent(), LINGER));
        assertRefused(space.putThenList("m/key", tooLong, Precondition.absent(), LINGER, "m/"));
        assertThat(answer(space.get("m/key"))).isEmpty();
    }

    @Test
    @Tag("C11")
    void keyThatIsNoKeyIsRefused() throws Exception {
        CoordinationSpace space = open();
        String tooLong = "m/" + "k".repeat(CoordinationSpace.MAX_KEY_LENGTH - 1);
        for (String key : List.of(tooLong, "m/two words", "m/schl\u00fcssel", "m/two\nlines")) {
            assertRefused(space.put(key, "1", Precondition.absent(), LINGER));
            assertRefused(space.get(key));
        }
        assertThat(answer(space.list("m/")).entries()).isEmpty();
    }

    @Test
    @Tag("port")
    void longestKeyAndValueAreAccepted() throws Exception {
        CoordinationSpace space = open();
        String key = "m/" + "k".repeat(CoordinationSpace.MAX_KEY_LENGTH - 2);
        assertThat(space.maxValueBytes()).isGreaterThanOrEqualTo(CoordinationSpace.MIN_VALUE_BYTES);
        String value = "v".repeat(space.maxValueBytes());
        applied(create(space, key, value, LINGER));
        assertThat(answer(open().get(key))).map(Entry::value).contains(value);
    }

    @Test
    @Tag("port")
    void unusualCharactersAreKept() throws Exception {
        CoordinationSpace space = open();
        String value = "rdzv/1 text=na\u00efve%20\u9375 {\"a\":'b'}";
        applied(create(space, EVERY_CHARACTER_OF_IDS, value, LINGER));
        applied(create(space, "m/empty", "", LINGER));
        assertThat(answer(space.list("m/")).entries())
                .extracting(Entry::key)
                .containsExactlyInAnyOrder(EVERY_CHARACTER_OF_IDS, "m/empty");
        assertThat(answer(open().get(EVERY_CHARACTER_OF_IDS))).map(Entry::value).contains(value);
        assertThat(answer(open().get("m/empty"))).map(Entry::value).contains("");
    }

    @Test
    @Tag("port")
    void closedSpaceAnswersNoMore() throws Exception {
        CoordinationSpace space = open();
        applied(create(space, "m/key", "1", LINGER));
        space.close();
        space.close();
        assertThatThrownBy(() -> answer(space.get("m/key"))).isInstanceOf(RuntimeException.class);
        assertThat(answer(open().get("m/key"))).isPresent();
    }

    private void assertFinal(CompletionStage<?> stage) {
        assertThatThrownBy(() -> answer(stage))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(RendezvousConnectionException.class);
    }

    private void assertRefused(CompletionStage<?> stage) {
        assertThatThrownBy(() -> answer(stage)).isInstanceOf(IllegalArgumentException.class);
    }
}
