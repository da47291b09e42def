package dev.rendezvous.launcher.plan;

import java.util.List;
import java.util.Map;

/**
 * What one agent will do. Immutable; {@link PlanMaker} makes and checks it.
 *
 * @param job which run, and how the nodes meet
 * @param workers the workers of this node
 * @param recovery what happens after a failure, a change and the end
 * @param output where output goes
 * @param signals what signals to the agent do
 * @param insight how the job is seen, and what is checked before a join
 * @param dryRun whether to show the plan only
 * @param settings each option with its value and source, for people
 * @param notes what the user should know, one line each
 * @since 0.1
 */
public record Plan(
        Job job,
        Workers workers,
        Recovery recovery,
        Output output,
        Signals signals,
        Insight insight,
        boolean dryRun,
        Map<RunOption, Sourced> settings,
        List<String> notes) {

    /** Copies the collections. */
    public Plan {
        settings = Map.copyOf(settings);
        notes = List.copyOf(notes);
    }
}
