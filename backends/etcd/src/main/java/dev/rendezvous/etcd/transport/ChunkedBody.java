package dev.rendezvous.etcd.transport;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks, with a trailer that is skipped. */
final class ChunkedBody extends InputStream {

    private static final int MOST_TRAILERS = 100;

    private final InputStream in;
    private final Lines lines;
    private InputStream chunk = InputStream.nullInputStream();
    private boolean first = true;
    private boolean ended;

    /** Reads the lines between chunks. */
    interface Lines {
        String next() throws IOException;
    }

    ChunkedBody(InputStream in, Lines lines) {
        this.in = in;
        this.lines = lines;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count = chunk.read(target, offset, length);
            if (count > 0) {
                return count;
            }
            nextChunk();
        }
        return -1;
    }

    private void nextChunk() throws IOException {
        if (!first && !lines.next().isEmpty()) {
            throw new NotHttpException();
        }
        first = false;
        String size = lines.next().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new NotHttpException();
        }
        long length = Long.parseLong(size, 16);
        chunk = new LengthBody(in, length);
        if (length == 0) {
            skipTrailers();
            ended = true;
        }
    }

    private void skipTrailers() throws IOException {
        for (int trailers = 0; !lines.next().isEmpty(); trailers++) {
            if (trailers == MOST_TRAILERS) {
                throw new NotHttpException();
            }
        }
    }
}
