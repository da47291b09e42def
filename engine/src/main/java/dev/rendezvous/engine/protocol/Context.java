package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Timing;

/**
 * What a step is given besides state and event.
 *
 * @param settings of the node
 * @param now on the node's own monotonic clock, in nanoseconds
 */
record Context(EngineSettings settings, long now) {

    Timing timing() {
        return settings.timing();
    }
}
