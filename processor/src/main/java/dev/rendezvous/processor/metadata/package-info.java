/** Writes the files that shrinkers and native-image read. */
@NullMarked
package dev.rendezvous.processor.metadata;

import org.jspecify.annotations.NullMarked;
