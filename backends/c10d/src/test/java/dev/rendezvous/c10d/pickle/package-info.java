@NullMarked
package dev.rendezvous.c10d.pickle;

import org.jspecify.annotations.NullMarked;
