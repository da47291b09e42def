/** Tests of what a leader decides. */
@NullMarked
package dev.rendezvous.engine.decision;

import org.jspecify.annotations.NullMarked;
