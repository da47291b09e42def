package dev.rendezvous.launcher.plan;

/** Keys of torchrun's {@code --rdzv-conf} that have other names here. */
final class TorchConfig {

    /** This backend has torchrun's own names. */
    private static final String SAME_NAMES = "c10d";

    private TorchConfig() {}

    /**
     * {@return the config keys of the backend, those of torchrun by our names}
     *
     * @param given where torchrun's names may occur: an option, or torchrun's variable
     * @param backend the backend that gets them
     */
    static Sourced translated(Sourced given, Sourced backend) {
        if (backend.text().equals(SAME_NAMES) || given.source().equals(RunOption.BACKEND_OPT.variable())) {
            return given;
        }
        return new Sourced(given.values().stream().map(TorchConfig::translated).toList(), given.source());
    }

    private static String translated(String pairs) {
        return pairs.replaceAll("(^|,)timeout=", "$1join_timeout=")
                .replaceAll("(^|,)last_call_timeout=", "$1last_call=");
    }
}
