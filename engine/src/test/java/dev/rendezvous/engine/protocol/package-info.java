/** Tests of the protocol. */
@NullMarked
package dev.rendezvous.engine.protocol;

import org.jspecify.annotations.NullMarked;
