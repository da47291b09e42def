package dev.rendezvous.tcpstore.client.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of keys, which may be long. */
class KeysReplyTest {

    @Test
    void whatHasComeIsTakenOnce() throws Exception {
        KeysReply reply = new KeysReply(StoreLimits.DEFAULT);
        ByteBuffer first = buffer(new Frame().number(2).text("/a").number(2).bytes());
        assertThat(reply.read(first)).isEmpty();
        assertThat(first.remaining()).isEqualTo(Long.BYTES);
        ByteBuffer rest = buffer(new Frame().text("/b").bytes());
        assertThat(reply.read(rest).orElseThrow()).containsExactly(new byte[] {'/', 'a'}, new byte[] {'/', 'b'});
    }

    @Test
    void answerThatIsAskedForAgainBeginsAnew() throws Exception {
        KeysReply broken = new KeysReply(StoreLimits.DEFAULT);
        assertThat(broken.read(buffer(Frame.answer(3)))).isEmpty();
        assertThat(broken.anew().read(buffer(Frame.answer(0))).orElseThrow()).isEmpty();
    }

    /** Empty keys are eight bytes each on the wire, and more in memory. */
    @ParameterizedTest
    @ValueSource(longs = {10_000_000, Integer.MAX_VALUE, 1L << 62, -1})
    void moreThanAClientCouldHoldIsNotTaken(long count) {
        assertThatThrownBy(() -> new KeysReply(StoreLimits.DEFAULT).read(buffer(Frame.answer(count))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(count + " keys");
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
