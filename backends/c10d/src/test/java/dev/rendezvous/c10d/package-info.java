@NullMarked
package dev.rendezvous.c10d;

import org.jspecify.annotations.NullMarked;
