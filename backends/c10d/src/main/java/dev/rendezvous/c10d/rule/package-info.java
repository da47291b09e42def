/** The rules of PyTorch's dynamic rendezvous as pure functions: what a node does next in a state, and what the state is then. */
@NullMarked
package dev.rendezvous.c10d.rule;

import org.jspecify.annotations.NullMarked;
