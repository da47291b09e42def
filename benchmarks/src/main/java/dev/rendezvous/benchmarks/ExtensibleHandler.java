package dev.rendezvous.benchmarks;

import dev.rendezvous.RendezvousHandler;
import org.apache.dubbo.common.extension.SPI;
import org.pf4j.ExtensionPoint;

/** What the compiled classes implement, so that pf4j and Dubbo take them too and all contestants compile the same code. */
@SPI
public interface ExtensibleHandler extends RendezvousHandler, ExtensionPoint {}
