package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Requests over HTTP/1.1, by their first line. The bodies, which are JSON with values in base64, never contain it. */
final class HttpRequests implements RequestCounter {

    private static final byte[] START = "POST /".getBytes(US_ASCII);

    private int matched;

    @Override
    public int count(byte[] bytes, int length) {
        int requests = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == START[matched]) {
                matched++;
            } else {
                matched = bytes[i] == START[0] ? 1 : 0;
            }
            if (matched == START.length) {
                requests++;
                matched = 0;
            }
        }
        return requests;
    }
}
