@NullMarked
package dev.rendezvous.boost;

import org.jspecify.annotations.NullMarked;
