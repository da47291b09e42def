/**
 * What a class path holds as a file that can be kept, and how two of them differ: {@link
 * dev.rendezvous.cli.inspect.lock.Lock} is the value, {@link dev.rendezvous.cli.inspect.lock.LockTree} its format both
 * ways, {@link dev.rendezvous.cli.inspect.lock.LockDifferences} holds two of them against each other.
 */
@NullMarked
package dev.rendezvous.cli.inspect.lock;

import org.jspecify.annotations.NullMarked;
