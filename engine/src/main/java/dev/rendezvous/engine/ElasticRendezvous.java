package dev.rendezvous.engine;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.CoordinationSpace;

/**
 * Makes the handler of an elastic backend. The backend opens a {@link CoordinationSpace} of its service; the engine does the rest.
 *
 * @since 0.1
 */
public final class ElasticRendezvous {

    private ElasticRendezvous() {}

    /**
     * Makes a handler that meets through a coordination space. It starts one thread and sends nothing before its first call.
     *
     * @param parameters what the application asks for; the config keys are those of {@link ElasticOptions}
     * @param space the space of the run; the handler owns it and closes it, also if this method throws
     * @return the handler
     * @throws IllegalArgumentException naming the parameter or the config key that is not legal
     */
    public static ElasticHandler handler(RendezvousParameters parameters, CoordinationSpace space) {
        try {
            ElasticSettings settings = ElasticSettings.of(parameters);
            return new EngineHandler(settings, space, System::nanoTime);
        } catch (RuntimeException e) {
            space.close();
            throw e;
        }
    }
}
