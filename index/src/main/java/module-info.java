/** The index format, and the small grammars that compile time and run time share. */
module dev.rendezvous.index {
    requires static org.jspecify;

    exports dev.rendezvous.index;
    exports dev.rendezvous.index.declaration;
    exports dev.rendezvous.index.text;
}
