package dev.rendezvous.etcd.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length is known. */
final class LengthBody extends InputStream {

    private final InputStream in;
    private long left;

    LengthBody(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the server closed the connection within an answer");
        }
        left--;
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the server closed the connection within an answer");
        }
        left -= count;
        return count;
    }
}
