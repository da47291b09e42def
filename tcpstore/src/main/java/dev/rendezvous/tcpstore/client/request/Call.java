package dev.rendezvous.tcpstore.client.request;

/** A request of a client, ready to be sent. */
public final class Call {

    private final String description;
    private final boolean update;
    private final boolean answered;
    private final byte[] frame;

    private Call(String description, boolean update, boolean answered, byte[] frame) {
        this.description = description;
        this.update = update;
        this.answered = answered;
        this.frame = frame;
    }

    /** {@return a request that may be sent again, since the server is the same after it} */
    static Call query(String description, byte[] frame) {
        return new Call(description, false, true, frame);
    }

    /** {@return a request that is never sent again, since the first one may have been done} */
    static Call update(String description, byte[] frame) {
        return new Call(description, true, true, frame);
    }

    /** {@return an update to which no server says anything} */
    static Call unansweredUpdate(String description, byte[] frame) {
        return new Call(description, true, false, frame);
    }

    /** {@return what is asked for, of which key, for messages} */
    public String description() {
        return description;
    }

    public boolean isUpdate() {
        return update;
    }

    boolean isAnswered() {
        return answered;
    }

    /** {@return all bytes of the request; not to be changed} */
    public byte[] frame() {
        return frame;
    }
}
