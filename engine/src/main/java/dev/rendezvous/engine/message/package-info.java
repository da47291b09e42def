/** What goes into a step of the protocol and what comes out of it: settings, events, operations and their answers, actions. */
@NullMarked
package dev.rendezvous.engine.message;

import org.jspecify.annotations.NullMarked;
