/** The backend etcd, at real servers. */
@NullMarked
package dev.rendezvous.etcd;

import org.jspecify.annotations.NullMarked;
