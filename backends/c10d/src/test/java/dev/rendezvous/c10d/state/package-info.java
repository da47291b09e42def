@NullMarked
package dev.rendezvous.c10d.state;

import org.jspecify.annotations.NullMarked;
