package dev.rendezvous.engine.protocol;

/** One subject that a node sees to after each event. */
interface Chore {

    /** Does what is due, and takes the work lane if it has something to ask. Called only while the lane is free. */
    Step attempt(Step step, Context x);
}
