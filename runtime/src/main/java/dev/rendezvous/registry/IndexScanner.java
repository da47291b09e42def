package dev.rendezvous.registry;

/** Reads the indexes of one loader or layer, each time anew. */
sealed interface IndexScanner permits ClassLoaderScanner, ModuleLayerScanner {

    IndexScan scan();

    /** {@return the files that are searched} */
    SearchPath path();
}
