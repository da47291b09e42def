package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tcpstore.Frame.bytes;
import static dev.rendezvous.tcpstore.server.EngineClient.list;
import static dev.rendezvous.tcpstore.server.TestSettings.NARROW;

import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.store.Request.Add;
import dev.rendezvous.tcpstore.server.store.Request.Append;
import dev.rendezvous.tcpstore.server.store.Request.Barrier;
import dev.rendezvous.tcpstore.server.store.Request.CancelWait;
import dev.rendezvous.tcpstore.server.store.Request.Check;
import dev.rendezvous.tcpstore.server.store.Request.CompareSet;
import dev.rendezvous.tcpstore.server.store.Request.DeleteKey;
import dev.rendezvous.tcpstore.server.store.Request.Get;
import dev.rendezvous.tcpstore.server.store.Request.GetNumKeys;
import dev.rendezvous.tcpstore.server.store.Request.MultiSet;
import dev.rendezvous.tcpstore.server.store.Request.Ping;
import dev.rendezvous.tcpstore.server.store.Request.QueueLen;
import dev.rendezvous.tcpstore.server.store.Request.QueuePop;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The engine answers clients that wait for keys, for items of queues, and for each other at barriers. */
class StoreEngineWaitsTest {

    private static final int STOP_WAITING = 0;
    private static final int WAIT_CANCELED = 1;

    private final StoreEngine engine = new StoreEngine(NARROW);
    private final EngineClient client = new EngineClient(engine);
    private final EngineClient other = new EngineClient(engine);
    private final EngineClient third = new EngineClient(engine);

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
}
