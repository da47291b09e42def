/** The one key in which the nodes of a run keep their state: how it is read, compared and set, and how a node waits for its change. */
@NullMarked
package dev.rendezvous.c10d.cell;

import org.jspecify.annotations.NullMarked;
