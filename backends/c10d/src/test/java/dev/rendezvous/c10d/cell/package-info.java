@NullMarked
package dev.rendezvous.c10d.cell;

import org.jspecify.annotations.NullMarked;
