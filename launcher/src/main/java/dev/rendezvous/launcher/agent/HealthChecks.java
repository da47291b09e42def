package dev.rendezvous.launcher.agent;

import java.time.Duration;
import java.util.Optional;

/** The checks of a node before it joins: each has a time limit, and after too many failures the node gives up. */
final class HealthChecks {

    private static final int TRY_AGAIN = 75;

    private final Rules rules;

    HealthChecks(Rules rules) {
        this.rules = rules;
    }

    Step begin(State state) {
        HealthState health = state.health().next();
        return Step.of(
                state.in(Phase.CHECKING).health(health),
                new Action.CheckHealth(health.number()),
                new Action.Set(Timer.CHECK, rules.health().timeout()));
    }

    /** {@return what follows from the end of a check; empty for any other event} */
    Optional<Step> answer(State state, Event event) {
        if (event instanceof Event.HealthAnswered answer
                && answer.number() == state.health().number()) {
            return Optional.of(answer.isHealthy() ? healthy(state) : failed(state, answer.message()));
        }
        if (event instanceof Event.TimeUp time && time.timer() == Timer.CHECK) {
            return Optional.of(failed(state, "it did not end in time"));
        }
        return Optional.empty();
    }

    private static Step healthy(State state) {
        return Step.of(
                state.in(Phase.JOINING).health(state.health().healthy()),
                new Action.Forget(Timer.CHECK),
                new Action.Join());
    }

    private Step failed(State state, String message) {
        HealthState health = state.health().failing();
        int most = rules.health().retries() + 1;
        boolean givesUp = health.failed() >= most;
        Duration pause = givesUp ? Duration.ZERO : rules.backoff().pause(health.failed());
        Action say = new Action.Say(new News.Unhealthy(health.failed(), most, message, pause));
        Action forget = new Action.Forget(Timer.CHECK);
        Action stop = new Action.StopCheck();
        return givesUp
                ? Step.of(state.in(Phase.ENDED).health(health), forget, stop, say, new Action.End(TRY_AGAIN))
                : Step.of(
                        state.in(Phase.COOLING).health(health), forget, stop, say, new Action.Set(Timer.PAUSE, pause));
    }
}
