/** What a client asks for and how it reads the answers: bytes and messages, without a network. */
@NullMarked
package dev.rendezvous.tcpstore.client.request;

import org.jspecify.annotations.NullMarked;
