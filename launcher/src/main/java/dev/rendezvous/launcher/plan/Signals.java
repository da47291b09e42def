package dev.rendezvous.launcher.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What signals to the agent do.
 *
 * @param passedOn the signals that the commands of the workers get, without their children
 * @param drain the signal that announces that this node will leave
 * @since 0.1
 */
public record Signals(List<String> passedOn, Optional<String> drain) {

    private static final List<String> STOPPING = List.of("INT", "TERM", "HUP");

    /** Copies the list. */
    public Signals {
        passedOn = List.copyOf(passedOn);
    }

    /** {@return the signals that stop the workers and end the agent: INT, TERM and HUP, unless they do something else} */
    public List<String> stopping() {
        return STOPPING.stream()
                .filter(name -> !passedOn.contains(name) && !drain.equals(Optional.of(name)))
                .toList();
    }

    /** {@return all signals that the agent takes} */
    public List<String> taken() {
        return Stream.of(stopping(), passedOn, drain.stream().toList())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
