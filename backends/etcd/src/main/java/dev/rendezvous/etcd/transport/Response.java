package dev.rendezvous.etcd.transport;

/** A whole response. */
final class Response {

    static final int OK = 200;

    private final int status;
    private final byte[] body;

    Response(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    boolean isOk() {
        return status == OK;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }
}
