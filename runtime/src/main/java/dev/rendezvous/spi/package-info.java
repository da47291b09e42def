/**
 * What generated code implements. Authors of backends write
 * {@code @RendezvousBackend} and never see this package.
 */
@NullMarked
package dev.rendezvous.spi;

import org.jspecify.annotations.NullMarked;
