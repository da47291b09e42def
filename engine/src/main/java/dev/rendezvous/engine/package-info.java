/**
 * Elastic rendezvous: nodes join, leave, fail and come back, and the group re-forms around those that live.
 *
 * <p>A backend opens a {@link dev.rendezvous.engine.spi.CoordinationSpace} on its service; everything else is here, once for
 * all backends. Parameters are never null, and nothing returns null, unless a method says so.
 */
@NullMarked
package dev.rendezvous.engine;

import org.jspecify.annotations.NullMarked;
