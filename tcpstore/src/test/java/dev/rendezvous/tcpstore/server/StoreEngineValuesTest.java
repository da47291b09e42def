package dev.rendezvous.tcpstore.server;

import static dev.rendezvous.tcpstore.Frame.bytes;
import static dev.rendezvous.tcpstore.server.EngineClient.list;
import static dev.rendezvous.tcpstore.server.TestSettings.NARROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.store.Request.Add;
import dev.rendezvous.tcpstore.server.store.Request.Append;
import dev.rendezvous.tcpstore.server.store.Request.Check;
import dev.rendezvous.tcpstore.server.store.Request.CompareSet;
import dev.rendezvous.tcpstore.server.store.Request.DeleteKey;
import dev.rendezvous.tcpstore.server.store.Request.Get;
import dev.rendezvous.tcpstore.server.store.Request.GetNumKeys;
import dev.rendezvous.tcpstore.server.store.Request.ListKeys;
import dev.rendezvous.tcpstore.server.store.Request.MultiGet;
import dev.rendezvous.tcpstore.server.store.Request.MultiSet;
import dev.rendezvous.tcpstore.server.store.Request.Ping;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine keeps the values and the counters of all clients, and refuses requests that exceed its limits. */
class StoreEngineValuesTest {

    private final StoreEngine engine = new StoreEngine(NARROW);
    private final EngineClient client = new EngineClient(engine);
    private final EngineClient other = new EngineClient(engine);

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
}
