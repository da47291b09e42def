/** What a server stores and what each request does to it: memory and answers, without sockets. */
@NullMarked
package dev.rendezvous.tcpstore.server.store;

import org.jspecify.annotations.NullMarked;
