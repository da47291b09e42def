@NullMarked
package dev.rendezvous.tcpstore.cell;

import org.jspecify.annotations.NullMarked;
