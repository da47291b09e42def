/** Tests of the engine. */
@NullMarked
package dev.rendezvous.engine;

import org.jspecify.annotations.NullMarked;
