/** The state that the nodes of a run share: what it is, and how it is read and written as the releases of PyTorch do it. */
@NullMarked
package dev.rendezvous.c10d.state;

import org.jspecify.annotations.NullMarked;
