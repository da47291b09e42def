/** Tests of the checks that histories of groups go through. */
@NullMarked
package dev.rendezvous.engine.tck.group;

import org.jspecify.annotations.NullMarked;
