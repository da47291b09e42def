/** Reads elements of the compiler, from sources and from class files, into plain facts. */
@NullMarked
package dev.rendezvous.processor.read;

import org.jspecify.annotations.NullMarked;
