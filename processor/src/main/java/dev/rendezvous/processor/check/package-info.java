/** Checks facts and returns findings. Nothing here prints, and nothing here knows the compiler. */
@NullMarked
package dev.rendezvous.processor.check;

import org.jspecify.annotations.NullMarked;
