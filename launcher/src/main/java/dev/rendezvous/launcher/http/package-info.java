/** A small HTTP server for status pages, which no request can make large or slow. */
@NullMarked
package dev.rendezvous.launcher.http;

import org.jspecify.annotations.NullMarked;
