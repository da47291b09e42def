/** The backend tcp, over real sockets. */
@NullMarked
package dev.rendezvous.tcp;

import org.jspecify.annotations.NullMarked;
