/**
 * Fixtures that several of our test suites share. They know no type of the product: what they need of it is source text, which they
 * compile.
 */
@NullMarked
package dev.rendezvous.testkit;

import org.jspecify.annotations.NullMarked;
