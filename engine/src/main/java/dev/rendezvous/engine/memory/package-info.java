/** How a coordination service in memory works: its time, the way of a call, its keys and leases. */
@NullMarked
package dev.rendezvous.engine.memory;

import org.jspecify.annotations.NullMarked;
