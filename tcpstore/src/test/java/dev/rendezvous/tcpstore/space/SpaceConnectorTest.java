package dev.rendezvous.tcpstore.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.wire.OwnPing;
import org.junit.jupiter.api.Test;

class SpaceConnectorTest {

    /** Sent with its lowest byte first, it begins as an alert of TLS does. */
    private static final int LIKE_AN_ALERT = OwnPing.nonce(0x45_0315);

    @Test
    void ownAnswerThatLooksLikeAlertIsAccepted() {
        assertThat(SpaceConnector.refusal(LIKE_AN_ALERT, OwnPing.answer(LIKE_AN_ALERT)))
                .isEmpty();
    }

    @Test
    void alertOfTlsIsRecognised() {
        assertThat(SpaceConnector.refusal(OwnPing.nonce(7), 0x02_0315))
                .hasValueSatisfying(why -> assertThat(why).contains("answers with TLS"));
    }

    @Test
    void echoIsPytorchsAndAnythingElseAnotherProgram() {
        int nonce = OwnPing.nonce(7);
        assertThat(SpaceConnector.refusal(nonce, nonce))
                .hasValueSatisfying(why -> assertThat(why).contains("PyTorch's"));
        assertThat(SpaceConnector.refusal(nonce, 42))
                .hasValueSatisfying(why -> assertThat(why).contains("another program"));
    }
}
