/**
 * {@code rdzv demo}: processes of this machine meet through a backend that they ask for by name.
 */
@NullMarked
package dev.rendezvous.cli.demo;

import org.jspecify.annotations.NullMarked;
