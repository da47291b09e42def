/** The backend {@code c10d}: a JVM node as a full member of a job of PyTorch's {@code torchrun}. */
@NullMarked
package dev.rendezvous.c10d;

import org.jspecify.annotations.NullMarked;
