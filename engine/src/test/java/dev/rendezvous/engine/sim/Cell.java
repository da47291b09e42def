package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.spi.Entry;

/** A key in the model service. */
record Cell(String key, String value, long version, long order, long lease) {

    Entry entry() {
        return new Entry(key, value, version, order);
    }
}
