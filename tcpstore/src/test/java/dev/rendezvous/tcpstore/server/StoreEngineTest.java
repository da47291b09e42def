package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tcpstore.Frame.bytes;
import static dev.rendezvous.tcpstore.server.EngineClient.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.server.store.Request.Add;
import dev.rendezvous.tcpstore.server.store.Request.Append;
import dev.rendezvous.tcpstore.server.store.Request.Barrier;
import dev.rendezvous.tcpstore.server.store.Request.CancelWait;
import dev.rendezvous.tcpstore.server.store.Request.Check;
import dev.rendezvous.tcpstore.server.store.Request.CompareSet;
import dev.rendezvous.tcpstore.server.store.Request.DeleteKey;
import dev.rendezvous.tcpstore.server.store.Request.Get;
import dev.rendezvous.tcpstore.server.store.Request.GetNumKeys;
import dev.rendezvous.tcpstore.server.store.Request.ListKeys;
import dev.rendezvous.tcpstore.server.store.Request.MultiGet;
import dev.rendezvous.tcpstore.server.store.Request.MultiSet;
import dev.rendezvous.tcpstore.server.store.Request.Ping;
import dev.rendezvous.tcpstore.server.store.Request.QueueLen;
import dev.rendezvous.tcpstore.server.store.Request.QueuePop;
import dev.rendezvous.tcpstore.server.store.Request.WatchKey;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class StoreEngineTest {

    private static final int STOP_WAITING = 0;
    private static final int WAIT_CANCELED = 1;
    private static final StoreLimits NARROW = TestLimits.of(100, 10, 100, 1000, 50, 10);

    private final StoreEngine engine = new StoreEngine(NARROW);
    private final EngineClient client = new EngineClient(engine);
    private final EngineClient other = new EngineClient(engine);
    private final EngineClient third = new EngineClient(engine);

    @Nested
    class Values {

        @Test
        void setIsSeenByAllAndOverwrites() {
            client.set("k", "1").set("k", "2").getsNothing();
            other.ask(new Get(bytes("k"))).gets("2");
        }

        @Test
        void emptyValueIsAValue() {
            client.set("k", "").ask(new Check(list("k"))).gets(0);
            client.ask(new GetNumKeys()).gets(1L);
        }

        @Test
        void keysAreBytesOfAnyKind() {
            client.set("a\0b\u00ff", "\0").ask(new Get(bytes("a\0b\u00ff"))).gets("\0");
            client.set("", "of the empty key").ask(new Get(bytes(""))).gets("of the empty key");
        }

        @Test
        void missingKeyIsEmptyForACurrentClient() {
            client.ask(new Get(bytes("k"))).gets("");
            client.set("b", "2").ask(new MultiGet(list("a", "b"))).gets(new Frame().texts("", "2"));
        }

        @ParameterizedTest
        @EnumSource(mode = Mode.EXCLUDE, names = "CURRENT")
        void missingKeyIsRefusedToAnOlderClient(Dialect dialect) {
            EngineClient old = new EngineClient(engine, dialect, NARROW);

            old.isRefused(new Get(bytes("k")), "GET", "\"k\"", "not there", dialect.name());
            old.isRefused(new MultiGet(list("k")), "\"k\"", "not there");
        }

        @Test
        void deleteTellsWhetherTheKeyWasThere() {
            client.set("k", "v").ask(new DeleteKey(bytes("k"))).gets(1L);
            client.ask(new DeleteKey(bytes("k"))).gets(0L);
            client.ask(new Check(list("k"))).gets(1);
        }

        @Test
        void appendCreatesOrExtends() {
            client.ask(new Append(bytes("k"), bytes("ab")))
                    .ask(new Append(bytes("k"), bytes("c")))
                    .ask(new Get(bytes("k")))
                    .gets("abc");
        }

        @Test
        void appendPastLimitIsRefusedAndChangesNothing() {
            client.set("k", "0123456789");

            client.isRefused(new Append(bytes("k"), bytes("x")), "APPEND", "\"k\"", "11 bytes", "at most 10");
            client.ask(new Get(bytes("k"))).gets("0123456789");
        }

        @Test
        void allOfNoKeysAreThere() {
            client.ask(new Check(list())).gets(0);
        }

        @Test
        void oneOfManyMissingIsNotReady() {
            client.set("a", "").ask(new Check(list("a", "b"))).gets(1);
        }

        @Test
        void multiSetAndMultiGetKeepOrder() {
            client.ask(new MultiSet(list("a", "1", "b", "2", "a", "3")));
            client.ask(new MultiGet(list("b", "a", "b"))).gets(new Frame().texts("2", "3", "2"));
        }

        @Test
        void oversizedAnswerIsRefusedBeforeItIsMade() {
            client.set("a", "0123456789");
            client.ask(new MultiGet(Collections.nCopies(55, bytes("a"))));
            assertThat(client.answers()).hasSize(990);

            client.isRefused(
                    new MultiGet(Collections.nCopies(56, bytes("a"))), "MULTI_GET", "1008 bytes", "at most 1000");
            client.getsNothing();
        }

        @Test
        void oversizedKeyListIsRefused() {
            for (int i = 0; i < 60; i++) {
                client.set("key " + (100_000 + i), "").set("key " + (100_000 + i), "again");
            }
            client.isRefused(new ListKeys(), "LIST_KEYS", "1080 bytes", "at most 1000");
            client.getsNothing();

            for (int i = 0; i < 5; i++) {
                client.ask(new DeleteKey(bytes("key " + (100_000 + i)))).gets(1L);
            }
            client.ask(new ListKeys());
            assertThat(client.answers()).hasSize(8 + 990);
        }

        @Test
        void pingIsEchoed() {
            client.ask(new Ping(0x80000001)).gets(new Frame().number(0x80000001, 4));
        }
    }

    @Nested
    class CompareSets {

        @Test
        void missingKeyMatchesAnEmptyExpectation() {
            client.ask(new CompareSet(bytes("k"), bytes(""), bytes("new"))).gets("new");
            client.ask(new Get(bytes("k"))).gets("new");
        }

        @Test
        void compareSetOfAMissingKeyReturnsExpectation() {
            client.ask(new CompareSet(bytes("k"), bytes("old"), bytes("new"))).gets("old");
            client.ask(new Check(list("k"))).gets(1);
        }

        @Test
        void equalValueIsReplaced() {
            client.set("k", "old")
                    .ask(new CompareSet(bytes("k"), bytes("old"), bytes("new")))
                    .gets("new");
            client.ask(new Get(bytes("k"))).gets("new");
        }

        @Test
        void anotherValueStaysAndIsAnswered() {
            client.set("k", "v")
                    .ask(new CompareSet(bytes("k"), bytes("old"), bytes("new")))
                    .gets("v");
            client.ask(new CompareSet(bytes("k"), bytes(""), bytes("new"))).gets("v");
        }

        @Test
        void emptyValueMatchesAnEmptyExpectation() {
            client.set("k", "")
                    .ask(new CompareSet(bytes("k"), bytes(""), bytes("new")))
                    .gets("new");
        }
    }

    @Nested
    class Counters {

        @Test
        void missingCounterIsZeroAndIsCreated() {
            client.ask(new Add(bytes("k"), 0)).gets(0L);
            client.ask(new Get(bytes("k"))).gets("0");
        }

        @Test
        void counterIsDecimalText() {
            client.ask(new Add(bytes("k"), 5)).gets(5L);
            client.ask(new Add(bytes("k"), -7)).gets(-2L);
            client.ask(new Get(bytes("k"))).gets("-2");
        }

        @Test
        void sumWraps() {
            client.ask(new Add(bytes("k"), Long.MAX_VALUE)).gets(Long.MAX_VALUE);
            client.ask(new Add(bytes("k"), 1)).gets(Long.MIN_VALUE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "abc", "-", " ", "- 1", "9223372036854775808", "-9223372036854775809"})
        void whatIsNoNumberIsRefusedAndStays(String text) {
            StoreEngine wide = new StoreEngine(StoreLimits.DEFAULT);
            EngineClient adder = new EngineClient(wide).set("k", text);

            adder.isRefused(new Add(bytes("k"), 1), "ADD", "\"k\"", "\"" + text + "\"", "decimal number");
            adder.ask(new Get(bytes("k"))).gets(text);
        }
    }

    @Nested
    class Waits {

        @Test
        void waitForPresentKeysEndsAtOnce() {
            client.set("k", "").await().gets(STOP_WAITING);
            client.await("k", "k").gets(STOP_WAITING);
        }

        @Test
        void waitEndsWithTheLastKey() {
            client.await("a", "b", "a").getsNothing();
            other.set("a", "");
            client.getsNothing();
            other.set("b", "");
            client.gets(STOP_WAITING);
        }

        @Test
        void waitEndsOnce() {
            client.await("a");
            other.set("a", "1").set("a", "2");
            client.gets(STOP_WAITING);
        }

        @Test
        void everyWayToCreateAKeyWakes() {
            client.await("a", "b", "c", "d", "e");
            other.ask(new Add(bytes("a"), 0))
                    .ask(new Append(bytes("b"), bytes("")))
                    .ask(new MultiSet(list("c", "")));
            other.ask(new CompareSet(bytes("d"), bytes(""), bytes("")));
            client.getsNothing();
            other.set("e", "");
            client.gets(STOP_WAITING);
        }

        @Test
        void failedCompareSetWakesNoClient() {
            client.await("k");
            other.ask(new CompareSet(bytes("k"), bytes("not there"), bytes("new")));
            client.getsNothing();
        }

        @Test
        void keyThatCameAndWentCountsAsCome() {
            client.await("a", "b");
            other.set("a", "").ask(new DeleteKey(bytes("a"))).set("b", "");
            client.gets(STOP_WAITING);
        }

        @Test
        void secondWaitTakesThePlaceOfTheFirst() {
            client.await("a").await("b");
            other.set("a", "");
            client.getsNothing();
            other.set("b", "");
            client.gets(STOP_WAITING);
        }

        @Test
        void secondWaitEndsTheFirst() {
            client.set("b", "").await("a").await("b").gets(STOP_WAITING);
            other.set("a", "");
            client.getsNothing();
        }

        @Test
        void otherRequestsAreServedDuringAWait() {
            client.await("a").ask(new Get(bytes("b"))).gets("");
            client.set("a", "").gets(STOP_WAITING);
        }

        @Test
        void cancelledWaitIsOver() {
            client.await("a").ask(new CancelWait()).gets(WAIT_CANCELED);
            other.set("a", "");
            client.getsNothing();
        }

        @Test
        void cancelIsAnsweredWithoutAWaitToo() {
            client.ask(new CancelWait()).gets(WAIT_CANCELED);
        }

        @Test
        void clientThatLeftIsNotAnswered() {
            client.await("a", "b");
            other.set("a", "");
            client.leave();
            other.set("b", "");
            client.getsNothing();
        }
    }

    @Nested
    class Queues {

        @Test
        void itemsComeOutInOrder() {
            client.push("q", "one")
                    .push("q", "two")
                    .ask(new QueueLen(bytes("q")))
                    .gets(2L);
            other.ask(new QueuePop(bytes("q"))).gets(new Frame().number(2).text("one"));
            other.ask(new QueuePop(bytes("q"))).gets(new Frame().number(1).text("two"));
            other.ask(new QueuePop(bytes("q"))).gets(0L);
            other.ask(new QueueLen(bytes("q"))).gets(0L);
        }

        @Test
        void checksAndWaitsSeeFilledQueues() {
            client.push("q", "item").ask(new GetNumKeys()).gets(0L);
            client.ask(new Get(bytes("q"))).gets("");
            client.ask(new DeleteKey(bytes("q"))).gets(0L);
            client.ask(new Check(list("q"))).gets(0);
            client.await("q").gets(STOP_WAITING);
            client.ask(new QueuePop(bytes("q"))).gets(new Frame().number(1).text("item"));
            client.ask(new Check(list("q"))).gets(1);
        }

        @Test
        void pushWakesOneClientInOrder() {
            client.await("q");
            other.await("q");
            third.push("q", "one");
            client.gets(STOP_WAITING);
            other.getsNothing();
            third.push("q", "two");
            other.gets(STOP_WAITING);
        }

        @Test
        void wokenClientOfAnotherKeyIgnoresTheQueue() {
            client.await("q");
            other.await("q");
            third.push("q", "one");
            client.gets(STOP_WAITING)
                    .ask(new QueuePop(bytes("q")))
                    .gets(new Frame().number(1).text("one"));
            client.await("unrelated");
            third.push("q", "two");
            client.getsNothing();
            other.gets(STOP_WAITING);
        }

        @Test
        void clientOfSeveralKeysDoesNotTakePush() {
            client.await("q", "unrelated");
            other.await("q");
            third.push("q", "item");
            other.gets(STOP_WAITING);
            third.set("unrelated", "");
            client.gets(STOP_WAITING);
        }

        @Test
        void itemThatIsNotTakenWakesTheNext() {
            client.await("q");
            other.await("q");
            third.push("q", "item");
            client.ask(new CancelWait()).gets(new Frame().number(0, 1).number(1, 1));
            other.gets(STOP_WAITING);
        }

        @Test
        void itemThatIsLeftWakesTheNext() {
            client.await("q");
            other.await("q");
            third.push("q", "item");
            client.leave();
            other.gets(STOP_WAITING);
        }

        @Test
        void itemThatIsTakenWakesNoOther() {
            client.await("q");
            other.await("q");
            third.push("q", "item");
            client.ask(new QueuePop(bytes("q"))).ask(new Ping(1));
            client.leave();
            other.getsNothing();
        }
    }

    @Nested
    class BarriersOfManyClients {

        @Test
        void lastOneReleasesAllAndTheCounterStays() {
            client.ask(new Barrier(bytes("b"), 3)).getsNothing();
            other.ask(new Barrier(bytes("b"), 3)).getsNothing();
            client.getsNothing();
            third.ask(new Barrier(bytes("b"), 3)).gets(STOP_WAITING);
            client.gets(STOP_WAITING).ask(new Get(bytes("b"))).gets("3");
            other.gets(STOP_WAITING);
        }

        @Test
        void laterClientPassesAtOnce() {
            client.ask(new Barrier(bytes("b"), 1)).gets(STOP_WAITING);
            client.ask(new Barrier(bytes("b"), 1)).gets(STOP_WAITING);
            client.ask(new Barrier(bytes("none"), 0)).gets(STOP_WAITING);
        }

        @Test
        void cancelledOneStaysCounted() {
            client.ask(new Barrier(bytes("b"), 2)).ask(new CancelWait()).gets(WAIT_CANCELED);
            other.ask(new Barrier(bytes("b"), 2)).gets(STOP_WAITING);
            client.getsNothing();
        }

        @Test
        void eachWaitsForItsOwnNumber() {
            client.ask(new Barrier(bytes("b"), 2));
            other.ask(new Barrier(bytes("b"), 3)).getsNothing();
            client.gets(STOP_WAITING);
            third.ask(new Barrier(bytes("b"), 3)).gets(STOP_WAITING);
            other.gets(STOP_WAITING);
        }

        @Test
        void barrierWaitEndsWithTheFirstEntry() {
            client.await("b");
            other.ask(new Barrier(bytes("b"), 2));
            client.gets(STOP_WAITING);
        }

        @Test
        void valueThatIsNoCounterIsRefused() {
            client.set("b", "text").isRefused(new Barrier(bytes("b"), 1), "decimal number");
        }
    }

    @Nested
    class Watched {

        private final EngineClient watcher = new EngineClient(engine, Dialect.LEGACY_1_13, NARROW);

        @Test
        void changeIsPushedWithOldAndNewValue() {
            watcher.ask(new WatchKey(bytes("k"))).gets(3);
            client.set("k", "1");
            watcher.gets(new Frame().number(1, 1).texts("k", "", "1"));
            client.ask(new Add(bytes("k"), 1));
            watcher.gets(new Frame().number(0, 1).texts("k", "1", "2"));
            client.ask(new CompareSet(bytes("k"), bytes("2"), bytes("x")));
            watcher.gets(new Frame().number(0, 1).texts("k", "2", "x"));
            client.ask(new DeleteKey(bytes("k")));
            watcher.gets(new Frame().number(2, 1).texts("k", "x", ""));
        }

        @Test
        void otherKeysAndFailedChangesAreNotPushed() {
            watcher.ask(new WatchKey(bytes("k"))).gets(3);
            client.set("other", "").ask(new DeleteKey(bytes("k")));
            client.ask(new CompareSet(bytes("k"), bytes("x"), bytes("y")));
            watcher.getsNothing();
        }

        @Test
        void sameKeyTwiceIsPushedOnce() {
            watcher.ask(new WatchKey(bytes("k"))).ask(new WatchKey(bytes("k"))).gets(new Frame().number(0x0303, 2));
            client.set("k", "1");
            watcher.gets(new Frame().number(1, 1).texts("k", "", "1"));
        }

        @Test
        void pushSkipsAWatcherThatLeft() {
            EngineClient stays = new EngineClient(engine, Dialect.LEGACY_1_13, NARROW);
            stays.ask(new WatchKey(bytes("k"))).gets(3);
            watcher.ask(new WatchKey(bytes("k"))).gets(3);
            watcher.leave();
            client.set("k", "1");
            watcher.getsNothing();
            stays.gets(new Frame().number(1, 1).texts("k", "", "1"));
            stays.leave();
            client.set("k", "2");
            stays.getsNothing();
        }

        @Test
        void watcherThatDoesNotReadIsClosed() {
            watcher.ask(new WatchKey(bytes("k")));
            for (int i = 0; i < 10; i++) {
                client.set("k", "12345");
            }

            assertThat(watcher.session().refusal()).hasMessageContaining("does not read");
            assertThat(watcher.answers()).hasSizeLessThan(200);
        }

        @Test
        void manyChangesOfOneRequestStayWithinBound() {
            StoreLimits limits =
                    TestLimits.of(100, 200, 100_000, 1 << 20, 1 << 20, 100).withMaxMemoryBytes(400_000);
            StoreEngine bounded = new StoreEngine(limits);
            new EngineClient(bounded).set("k", "1");
            List<EngineClient> watchers = Stream.generate(() -> new EngineClient(bounded, Dialect.LEGACY_1_13, limits))
                    .limit(20)
                    .map(each -> each.ask(new WatchKey(bytes("k"))).gets(3))
                    .toList();

            new EngineClient(bounded).ask(new MultiSet(Collections.nCopies(20_000, bytes("k"))));

            assertThat(bounded.memory().held()).isBetween(400_000L, 600_000L);
            assertThat(watchers)
                    .extracting(each -> each.session().refusal())
                    .allSatisfy(reason -> assertThat(reason).hasMessageContainingAll("more than the limit", "watches"));
        }

        @Test
        void watcherThatReadsIsToldDespiteTheOthers() {
            StoreLimits limits = TestLimits.of(100, 200, 100, 1000, 1000, 10).withMaxMemoryBytes(20_000);
            StoreEngine bounded = new StoreEngine(limits);
            EngineClient reads = new EngineClient(bounded, Dialect.LEGACY_1_13, limits);
            reads.ask(new WatchKey(bytes("k"))).gets(3);
            EngineClient setter = new EngineClient(bounded).set("k", "1");
            reads.gets(new Frame().number(1, 1).texts("k", "", "1"));
            bounded.memory().hold(20_000);

            setter.set("k", "2");

            assertThat(bounded.memory().isOver()).isTrue();
            reads.gets(new Frame().number(0, 1).texts("k", "1", "2"));
            assertThat(reads.session().refusal()).isNull();
        }
    }
}
