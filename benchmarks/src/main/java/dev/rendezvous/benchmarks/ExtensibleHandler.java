package dev.rendezvous.benchmarks;

import dev.rendezvous.RendezvousHandler;
import org.pf4j.ExtensionPoint;

/** What the compiled classes implement, so that pf4j takes them too and all contestants compile the same code. */
public interface ExtensibleHandler extends RendezvousHandler, ExtensionPoint {}
