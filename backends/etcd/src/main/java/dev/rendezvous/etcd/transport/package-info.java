/** Brings requests to one of the endpoints of etcd and tells what a failure means. Never repeats a request that may have arrived. */
@NullMarked
package dev.rendezvous.etcd.transport;

import org.jspecify.annotations.NullMarked;
