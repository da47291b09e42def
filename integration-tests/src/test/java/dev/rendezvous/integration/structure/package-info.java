/** The structure and the prose of the source tree, against the rules of the project. */
@NullMarked
package dev.rendezvous.integration.structure;

import org.jspecify.annotations.NullMarked;
