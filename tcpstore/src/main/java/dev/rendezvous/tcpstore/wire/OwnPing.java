package dev.rendezvous.tcpstore.wire;

/**
 * How a client finds out whether the server is one of ours. It pings with a nonce that PyTorch's clients never use, since theirs is
 * the id of a process. PyTorch's servers send the nonce back. Ours mark it.
 *
 * <p>Only a server of ours has the operations {@link Operation#REPLACE} and {@link Operation#PRESENCE}.
 */
public final class OwnPing {

    private static final int MARK = 0xff00_0000;
    private static final int QUESTION = 0xd600_0000;
    private static final int ANSWER = 0xd700_0000;

    private OwnPing() {}

    /** {@return a nonce that asks the question} The lower 24 bits are those of the random number. */
    public static int nonce(int random) {
        return (random & ~MARK) | QUESTION;
    }

    /** {@return what a server of ours answers to a nonce: the nonce, marked if it asks the question} */
    public static int answer(int nonce) {
        return (nonce & MARK) == QUESTION ? (nonce & ~MARK) | ANSWER : nonce;
    }
}
