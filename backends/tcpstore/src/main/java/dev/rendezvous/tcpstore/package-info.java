/**
 * A store over TCP that speaks the protocol of PyTorch's {@code TCPStore}: {@code TcpStoreServer} and
 * {@code TcpStoreClient}.
 */
@NullMarked
package dev.rendezvous.tcpstore;

import org.jspecify.annotations.NullMarked;
