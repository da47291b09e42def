/**
 * What the paths of a command line mean as a class path. All commands read them here, by the rules of Java's own class loaders:
 * {@link dev.rendezvous.cli.paths.ClassPathReader} expands folders of jars and follows the manifests of jars.
 */
@NullMarked
package dev.rendezvous.cli.paths;

import org.jspecify.annotations.NullMarked;
