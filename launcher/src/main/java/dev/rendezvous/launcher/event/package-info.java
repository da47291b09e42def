/** What happens to a job, for machines: one list of names for files, flight recordings and counters. */
@NullMarked
package dev.rendezvous.launcher.event;

import org.jspecify.annotations.NullMarked;
