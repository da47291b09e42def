/**
 * What a class path holds as a file that can be kept, and how two of them differ: {@link dev.rendezvous.cli.lock.Lock} is the
 * value, {@link dev.rendezvous.cli.lock.LockTree} its format both ways, {@link dev.rendezvous.cli.lock.LockDifferences} holds two
 * of them against each other.
 */
@NullMarked
package dev.rendezvous.cli.lock;

import org.jspecify.annotations.NullMarked;
