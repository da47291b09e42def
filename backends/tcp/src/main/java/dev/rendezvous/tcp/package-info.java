/** The backend {@code tcp}: elastic groups that meet at a TCP store server, which one of the nodes hosts. */
@NullMarked
package dev.rendezvous.tcp;

import org.jspecify.annotations.NullMarked;
