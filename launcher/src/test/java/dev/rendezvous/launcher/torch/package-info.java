@NullMarked
package dev.rendezvous.launcher.torch;

import org.jspecify.annotations.NullMarked;
