/** The programs of the folder {@code examples}, run by the commands of their page. */
@NullMarked
package dev.rendezvous.integration.examples;

import org.jspecify.annotations.NullMarked;
