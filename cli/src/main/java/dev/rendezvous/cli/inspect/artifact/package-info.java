/**
 * What jars, class folders and packed applications hold, read from bytes alone:
 * {@link dev.rendezvous.cli.inspect.artifact.Artifacts} makes of each path the {@link
 * dev.rendezvous.cli.inspect.artifact.Artifact artifacts} that stand on a class path, and a {@link
 * dev.rendezvous.cli.inspect.artifact.View} is what a Java release sees of one. No class of a path is loaded. The
 * author of a jar chooses its bytes, so all reading is bounded, and what cannot be read becomes a {@link
 * dev.rendezvous.cli.inspect.artifact.Damage} and costs nothing else.
 */
@NullMarked
package dev.rendezvous.cli.inspect.artifact;

import org.jspecify.annotations.NullMarked;
