package dev.rendezvous.c10d.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pickle of a stranger costs little, and nothing that it names is looked up. */
final class HostilePickleTest {

    private static final PickleLimits LIMITS = new PickleLimits(1 << 16, 16, 100, 1000);

    private static void refused(byte[] pickle, String... parts) {
        assertThatThrownBy(() -> PickleReader.read(pickle, LIMITS))
                .isInstanceOf(PickleException.class)
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "os,system",
        "builtins,eval",
        "posix,system",
        "subprocess,Popen",
        "java.lang.Runtime,exec",
        "builtins,getattr"
    })
    void nameOutsideTheListIsRefused(String module, String member) {
        refused(Pickles.protocol(2).text("c" + module + "\n" + member + "\n)R").stop(), module + "." + member);
        refused(
                Pickles.protocol(4)
                        .put(0x8c, module.length())
                        .text(module)
                        .put(0x8c, member.length())
                        .text(member)
                        .put(0x93)
                        .stop(),
                module + "." + member);
    }

    @Test
    void nameIsShownWithoutControlCharacters() {
        refused(Pickles.protocol(2).text("cos\rx\nsy\u0007stem\n").stop(), "os?x.sy?stem");
    }

    @Test
    void stateIsNotMadeByACall() {
        refused(
                Pickles.protocol(2)
                        .text("ctorch.distributed.elastic.rendezvous.dynamic_rendezvous\n_RendezvousState\n)R")
                        .stop(),
                "a class that is called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "o", "P", "Q", "I1\n", "S'x'\n", "d", "l", "2"})
    void opcodeOutsideTheListIsRefused(String opcode) {
        refused(Pickles.protocol(2).text(opcode).stop(), "the opcode 0x", "at byte 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x82, 0x83, 0x84, 0x92, 0x96, 0x97, 0x98, 0xff})
    void newOpcodeOutsideTheListIsRefused(int opcode) {
        refused(Pickles.protocol(5).put(opcode).stop(), String.format("0x%02x", opcode));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 255})
    void otherProtocolIsRefused(int version) {
        refused(Pickles.protocol(version).text("N").stop(), "protocol " + version, "2 to 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "B", "\u008b"})
    void lengthOfTwoGigabytesIsRefused(String opcode) {
        refused(Pickles.protocol(4).text(opcode).put(0, 0, 0, 0x80).stop(), "2147483648");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8d, 0x8e, 0x95})
    void lengthOfEightBytesIsRefused(int opcode) {
        refused(Pickles.protocol(4).put(opcode).times(8, 0xff).stop(), "18446744073709551615");
    }

    @Test
    void numberOfManyBytesIsRefused() {
        refused(Pickles.protocol(2).put(0x8a, 255).times(255, 1).stop(), "a number of 255 bytes");
    }

    @Test
    void deepNestingIsRefused() {
        refused(Pickles.protocol(2).times(17, ']').times(16, 'a').stop(), "deeper than 16");
    }

    @Test
    void endlessNestingIsRefused() {
        // A list that contains itself.
        refused(Pickles.protocol(4).put(']', 0x94, 'h', 0, 'a').stop(), "deeper than 16");
    }

    @Test
    void memoBombIsRefused() {
        // Each list contains the one before twice: 2^14 lists for 120 bytes.
        Pickles bomb = Pickles.protocol(4).put(']', 0x94);
        for (int i = 0; i < 14; i++) {
            bomb.put('0', ']', 0x94, 'h', i, 'a', 'h', i, 'a');
        }
        refused(bomb.stop(), "more than 1000 values");
    }

    @Test
    void largeMemoIsRefused() {
        refused(Pickles.protocol(4).put('N').times(101, 0x94).stop(), "a memo of more than 100");
    }

    @Test
    void memoNumberTakesNoMemory() throws Exception {
        byte[] pickle = Pickles.protocol(2)
                .put('N', 'r', 0xff, 0xff, 0xff, 0x7f, '0', 'j', 0xff, 0xff, 0xff, 0x7f)
                .stop();
        assertThat(PickleReader.read(pickle, LIMITS)).isEqualTo(PickleValue.Constant.NONE);
        refused(Pickles.protocol(2).put('N', 'r').times(4, 0xff).stop(), "a memo");
    }

    @Test
    void unknownMemoNumberIsRefused() {
        refused(Pickles.protocol(2).put('h', 7).stop(), "no entry 7");
    }

    @Test
    void longPickleIsRefused() {
        refused(Pickles.protocol(2).times(1 << 16, 'N').stop(), "expected up to 65536");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(", "NN", "0", "1", "s", "}Ns", "}(Nu", "]]u", "a", "R", "b", "N)b", "))\u0081", "t"})
    void damagedStackIsRefused(String opcodes) {
        assertThatThrownBy(() ->
                        PickleReader.read(Pickles.protocol(2).text(opcodes).stop(), LIMITS))
                .isInstanceOf(PickleException.class);
    }

    @Test
    void valueBelowAMarkIsNotTaken() {
        refused(Pickles.protocol(2).text("](N(a").stop(), "too few values");
    }

    @Test
    void moreBytesAfterTheEndAreRefused() {
        refused(Pickles.protocol(2).text("N.N").stop(), "after the end");
    }

    @Test
    void everyCutPickleIsRefused() {
        byte[] whole = Pickles.protocol(4)
                .text("](X")
                .put(3, 0, 0, 0)
                .text("abcK")
                .put(7, 'e')
                .stop();
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "byte");
        }
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        refused(Pickles.protocol(4).put(0x8c, 2, 0xc3, 0x28).stop(), "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(K\u0001tR",
                "(M\u00ea\u0007K\rK\u0001K\u0001K\u0001K\u0001K\u0001tR", // month 13
                "(M\u00ea\u0007K\u0002K\u001eK\u0001K\u0001K\u0001K\u0001tR", // February 30
                "(K\u0000K\u0002K\u0001K\u0001K\u0001K\u0001K\u0001tR", // year 0
                "(NK\u0002K\u0001K\u0001K\u0001K\u0001K\u0001tR"
            })
    void damagedTimeIsRefused(String call) {
        refused(Pickles.protocol(2).text("cdatetime\ndatetime\n" + call).stop(), "a time before byte");
    }
}
