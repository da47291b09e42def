/** Processes of workers: how they are started, signalled and stopped, and how they end with their agent. */
@NullMarked
package dev.rendezvous.launcher.process;

import org.jspecify.annotations.NullMarked;
