package dev.rendezvous.cli.inspect.artifact;

/** A class file breaks its format. The message goes on where a sentence began with "it". */
final class ClassFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClassFileException(String message) {
        super(message);
    }
}
