/**
 * The archive of classes with which Java starts the command faster. One process asks for it, a second one makes it, a third one loads
 * the classes.
 */
@NullMarked
package dev.rendezvous.cli.archive;

import org.jspecify.annotations.NullMarked;
