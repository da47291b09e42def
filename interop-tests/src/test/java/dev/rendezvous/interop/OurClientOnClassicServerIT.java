package dev.rendezvous.interop;

/** The server that PyTorch 2.13 has with {@code use_libuv=False}. */
@PeerCannot(
        test = "getIsWokenByACompareAndSetToo",
        because = "the classic server wakes nobody when COMPARE_SET creates a key")
final class OurClientOnClassicServerIT extends LibtorchServerContract {

    @Override
    boolean isLibUv() {
        return false;
    }
}
