/** The requests and answers of a client. */
@NullMarked
package dev.rendezvous.tcpstore.client.request;

import org.jspecify.annotations.NullMarked;
