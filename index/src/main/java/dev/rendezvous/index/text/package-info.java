/** Parts of messages: quoted input, and the nearest legal word. */
@NullMarked
package dev.rendezvous.index.text;

import org.jspecify.annotations.NullMarked;
