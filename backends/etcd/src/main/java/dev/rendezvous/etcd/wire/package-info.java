/** Requests to the JSON gateway of etcd, and its answers, as values. */
@NullMarked
package dev.rendezvous.etcd.wire;

import org.jspecify.annotations.NullMarked;
