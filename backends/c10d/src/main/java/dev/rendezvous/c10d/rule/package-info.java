/** The rules of PyTorch's dynamic rendezvous: what a node does next in a state, and what the state is then. No clock, no store, no thread. */
@NullMarked
package dev.rendezvous.c10d.rule;

import org.jspecify.annotations.NullMarked;
