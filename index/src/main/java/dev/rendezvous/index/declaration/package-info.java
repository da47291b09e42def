/**
 * What a backend may declare: the grammars of names, config keys, values and descriptions, and the name of the provider class.
 *
 * <p>The compiler side and the run-time side use the same rules, because both take them from here.
 */
@NullMarked
package dev.rendezvous.index.declaration;

import org.jspecify.annotations.NullMarked;
