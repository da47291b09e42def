/** The store of a round in the cells of a coordination space. */
@NullMarked
package dev.rendezvous.engine.store;

import org.jspecify.annotations.NullMarked;
