/** The life cycle of one node as a pure function: a state and an event give a new state and actions. */
@NullMarked
package dev.rendezvous.launcher.agent;

import org.jspecify.annotations.NullMarked;
