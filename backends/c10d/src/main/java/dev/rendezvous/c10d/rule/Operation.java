package dev.rendezvous.c10d.rule;

/** What a node wants to reach, in as many actions as it takes. Pure: the same view gives the same action. */
@FunctionalInterface
public interface Operation {

    /**
     * {@return what to do next}
     *
     * @param view what the node knows
     */
    Action next(View view);
}
