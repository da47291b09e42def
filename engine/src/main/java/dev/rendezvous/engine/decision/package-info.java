/**
 * What a leader decides from what it has read: pure functions from the last round, the members and the records to one
 * decision. Nothing here knows of requests, timers or leases.
 */
@NullMarked
package dev.rendezvous.engine.decision;

import org.jspecify.annotations.NullMarked;
