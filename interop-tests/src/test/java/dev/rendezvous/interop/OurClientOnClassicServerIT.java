package dev.rendezvous.interop;

/** The server that PyTorch 2.13 has with {@code use_libuv=False}. */
@PeerCannot(
        test = "getIsWokenByCompareAndSet",
        because = "the classic server wakes no client when COMPARE_SET creates a key")
final class OurClientOnClassicServerIT extends LibtorchServerContract {

    @Override
    boolean isLibUv() {
        return false;
    }
}
