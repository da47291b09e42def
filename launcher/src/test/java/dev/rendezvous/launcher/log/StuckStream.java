package dev.rendezvous.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A console whose reader reads nothing before it is told to. */
final class StuckStream extends OutputStream {

    private final CountDownLatch reads = new CountDownLatch(1);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void read() {
        reads.countDown();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        try {
            reads.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        synchronized (this) {
            bytes.write(from, offset, count);
        }
    }

    synchronized String text() {
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
