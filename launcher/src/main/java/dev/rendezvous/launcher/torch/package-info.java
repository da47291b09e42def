/** What the agents of PyTorch's {@code torchrun} tell each other in the store of a round: roles, ranks, the master, and the end. */
@NullMarked
package dev.rendezvous.launcher.torch;

import org.jspecify.annotations.NullMarked;
