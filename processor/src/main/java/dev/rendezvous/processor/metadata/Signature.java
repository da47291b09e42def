package dev.rendezvous.processor.metadata;

/** The text in each generated file that tells it from a file that a person wrote. */
final class Signature {

    static final String TEXT = "Written by the annotation processor of dev.rendezvous";

    private Signature() {}
}
