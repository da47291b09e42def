/** The product used as its users use it: real jars, real loaders, real processes. */
@NullMarked
package dev.rendezvous.integration;

import org.jspecify.annotations.NullMarked;
