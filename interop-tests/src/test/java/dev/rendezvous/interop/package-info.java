/** The TCP store with real PyTorch processes at the other end: 2.13 through its Java bindings, and 1.13 in Python. */
@NullMarked
package dev.rendezvous.interop;

import org.jspecify.annotations.NullMarked;
