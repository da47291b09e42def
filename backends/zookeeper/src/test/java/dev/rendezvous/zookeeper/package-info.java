/** Tests of the backend zookeeper, on real servers in this JVM and in processes of their own. */
@NullMarked
package dev.rendezvous.zookeeper;

import org.jspecify.annotations.NullMarked;
