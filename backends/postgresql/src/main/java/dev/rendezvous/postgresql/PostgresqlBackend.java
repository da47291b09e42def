package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.engine.ElasticOptions;
import dev.rendezvous.engine.ElasticRendezvous;

/**
 * Meets in two tables of a PostgreSQL database, 12 or later. The record of a run survives a restart of the server, and a run survives an
 * outage of the server that is shorter than {@code unreachable_timeout}.
 */
final class PostgresqlBackend {

    private PostgresqlBackend() {}

    @RendezvousBackend(
            value = "postgresql",
            aliases = "postgres",
            description = "Elastic groups that meet in a PostgreSQL database",
            optionsFrom = ElasticOptions.class)
    static RendezvousHandler create(RendezvousParameters parameters) {
        return ElasticRendezvous.handler(parameters, PostgresqlSpace.open(PostgresqlSettings.of(parameters)));
    }
}
