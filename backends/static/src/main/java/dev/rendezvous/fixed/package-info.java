/** The backend {@code static}: a fixed number of nodes meet at a TCP store that the node of rank 0 hosts. */
@NullMarked
package dev.rendezvous.fixed;

import org.jspecify.annotations.NullMarked;
