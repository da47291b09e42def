package dev.rendezvous.engine.message;

import java.util.Map;

/**
 * The identity of a node.
 *
 * @param id its id
 * @param nonce random, new for each life of the node
 * @param address its address
 * @param host the name of its host; empty if its address is that
 * @param pid its process id
 * @param labels its labels
 */
public record Identity(String id, String nonce, String address, String host, long pid, Map<String, String> labels) {

    /** Copies the labels. */
    public Identity {
        labels = Map.copyOf(labels);
    }
}
