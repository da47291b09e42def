package dev.rendezvous.worker;

import dev.rendezvous.Endpoint;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The place of a worker in its job. */
record Place(
        String runId,
        long round,
        OptionalLong token,
        int rank,
        int worldSize,
        int localRank,
        int restarts,
        Endpoint store,
        Path membersFile,
        Path errorFile,
        long agentPid) {}
