package com.acme;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;
import dev.rendezvous.annotations.RendezvousBackend.Type;

@RendezvousBackend( // BUG[ECJ]: RDZ024 // BUG[ECJ]: RDZ025 // BUG[ECJ]: RDZ026: the option "number" // BUG[ECJ]: RDZ026: the option "wait" // BUG[ECJ]: RDZ027 // BUG[ECJ]: RDZ028
        value = "options",
        options = {
            @Option(name = "a key"), // BUG[JAVAC]: RDZ024: the option "a key" is not a config key
            @Option(name = "twice"),
            @Option(name = "twice"), // BUG[JAVAC]: RDZ025: the option "twice" is declared twice
            @Option(
                    name = "number",
                    type = Type.INT,
                    defaultValue = "ten"), // BUG[JAVAC]: RDZ026: the option "number" has the default "ten", expected a decimal integer
            @Option(
                    name = "wait",
                    type = Type.DURATION,
                    defaultValue = "5 parsecs"), // BUG[JAVAC]: RDZ026: the option "wait" has the default "5 parsecs", expected a duration
            @Option(
                    name = "must",
                    required = true,
                    defaultValue = "x"), // BUG[JAVAC]: RDZ027: the option "must" is required, so its default "x" would never be used
            @Option(
                    name = "text",
                    description = "a\ttab") // BUG[JAVAC]: RDZ028: the description "a\u0009tab" of the option "text" has U+0009
        })
final class Options extends BaseHandler {
    Options(RendezvousParameters parameters) {}
}
