/** The example, tested as its author would: against the contract of stores, in one process, and in several that may die. */
@NullMarked
package com.acme.rendezvous.shareddir;

import org.jspecify.annotations.NullMarked;
