package dev.rendezvous.fixed;

/** The texts for parameters that are missing, not legal or do not go together. */
final class ParameterMessages {

    private ParameterMessages() {}

    static String noRank() {
        return "the config key rank is missing; give each node its own, from 0 on";
    }

    static String rankOutOfRange(int rank, int worldSize) {
        return "the rank " + rank + " is not in a group of " + worldSize + "; expected 0 to " + (worldSize - 1);
    }

    static String noRunId() {
        return "the run id is empty; all nodes of a run give the same one";
    }

    static String noEndpoint() {
        return "the endpoint is empty; name the host and the port of the node of rank 0, such as node-0:29500";
    }

    static String noPort(String endpoint) {
        return "the endpoint " + endpoint
                + " has no port from 1 to 65535; all nodes must know it, so name one, such as 29500";
    }

    static String plainSecret() {
        return "the config key secret is not supported, since config values are printed and passed on command lines; write the"
                + " secret to a file, and name the file with the config key secret_file";
    }
}
