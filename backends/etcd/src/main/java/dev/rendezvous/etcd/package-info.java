/**
 * The backend {@code etcd}: elastic groups that meet at etcd v3, over its JSON gateway, on plain sockets and without a driver.
 *
 * <p>Three layers, each of which knows only the one below it: this package has the backend, its settings and the space, which
 * turns the clauses of {@link dev.rendezvous.engine.spi.CoordinationSpace} into requests; {@code .transport} has endpoints, fail-over,
 * login, streams and what failures mean; {@code .wire} has requests and answers as values. {@link dev.rendezvous.etcd.EtcdServer} is for
 * tests.
 */
@NullMarked
package dev.rendezvous.etcd;

import org.jspecify.annotations.NullMarked;
