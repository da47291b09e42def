/** The example, tested as its author would: against both contracts, in one process, and in several processes that are killed. */
@NullMarked
package com.acme.rendezvous.shareddir;

import org.jspecify.annotations.NullMarked;
