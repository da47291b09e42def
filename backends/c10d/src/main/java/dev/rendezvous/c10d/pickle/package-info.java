/** Python's pickles, as far as the states of a rendezvous need them: read without making an object of any class, and written. */
@NullMarked
package dev.rendezvous.c10d.pickle;

import org.jspecify.annotations.NullMarked;
