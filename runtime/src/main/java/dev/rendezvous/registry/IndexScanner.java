package dev.rendezvous.registry;

import dev.rendezvous.registry.source.SearchPath;

/** Reads the indexes of one loader or layer, each time anew. */
sealed interface IndexScanner permits ClassLoaderScanner, ModuleLayerScanner {

    IndexScan scan();

    /** {@return the files that are searched} */
    SearchPath path();
}
