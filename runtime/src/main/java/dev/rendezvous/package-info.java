/**
 * How the processes of a distributed job meet: an application asks a {@link dev.rendezvous.registry.RendezvousRegistry} for a backend
 * by name, gets a {@link dev.rendezvous.RendezvousHandler}, and learns from its {@link dev.rendezvous.RendezvousInfo} which
 * rank it has in the group and which {@link dev.rendezvous.Store} the group shares.
 *
 * <p>The words and the behaviour follow PyTorch's elastic rendezvous. Parameters are never null, and nothing returns null,
 * unless a method says so.
 */
@NullMarked
package dev.rendezvous;

import org.jspecify.annotations.NullMarked;
