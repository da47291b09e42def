package dev.rendezvous.etcd.transport;

/**
 * A user of etcd.
 *
 * @param user the name
 * @param password the password
 */
public record Credentials(String user, String password) {

    /** Shows no password. */
    @Override
    public String toString() {
        return "user " + user;
    }
}
