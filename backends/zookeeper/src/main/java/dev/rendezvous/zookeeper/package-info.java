/** The backend {@code zookeeper}: elastic groups that meet at an ensemble of ZooKeeper. */
@NullMarked
package dev.rendezvous.zookeeper;

import org.jspecify.annotations.NullMarked;
