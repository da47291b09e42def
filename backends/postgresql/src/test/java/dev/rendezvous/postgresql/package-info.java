@NullMarked
package dev.rendezvous.postgresql;

import org.jspecify.annotations.NullMarked;
