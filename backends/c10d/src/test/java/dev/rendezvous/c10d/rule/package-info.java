@NullMarked
package dev.rendezvous.c10d.rule;

import org.jspecify.annotations.NullMarked;
