/** Tests of the cells and their text. */
@NullMarked
package dev.rendezvous.engine.cell;

import org.jspecify.annotations.NullMarked;
