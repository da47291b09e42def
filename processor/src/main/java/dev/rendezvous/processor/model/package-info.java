/**
 * What the processors know of a backend, as texts and flags. The types of the compiler end before this package, so that a check can be
 * read, and tested, without a compiler.
 */
@NullMarked
package dev.rendezvous.processor.model;

import org.jspecify.annotations.NullMarked;
