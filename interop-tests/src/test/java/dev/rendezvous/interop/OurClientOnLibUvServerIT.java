package dev.rendezvous.interop;

/** The server that PyTorch has by default since 2.4. */
final class OurClientOnLibUvServerIT extends LibtorchServerContract {

    @Override
    boolean isLibUv() {
        return true;
    }
}
