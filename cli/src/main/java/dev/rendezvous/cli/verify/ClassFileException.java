package dev.rendezvous.cli.verify;

/** A class file breaks its format. The message goes on where "the class file cannot be read: " ends. */
final class ClassFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClassFileException(String message) {
        super(message);
    }
}
