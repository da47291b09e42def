package dev.rendezvous;

/** Reads the indexes of one loader or layer, each time anew. */
sealed interface IndexScanner permits ClassLoaderScanner, ModuleLayerScanner {

    IndexScan scan();
}
