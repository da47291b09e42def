@NullMarked
package dev.rendezvous.tcpstore.frame;

import org.jspecify.annotations.NullMarked;
