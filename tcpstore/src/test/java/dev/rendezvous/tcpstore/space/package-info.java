@NullMarked
package dev.rendezvous.tcpstore.space;

import org.jspecify.annotations.NullMarked;
