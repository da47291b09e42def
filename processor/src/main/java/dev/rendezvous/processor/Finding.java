package dev.rendezvous.processor;

/**
 * Something that is wrong with a backend. Checks return it; {@link FindingPrinter} prints it.
 *
 * @param message which rule
 * @param text the whole sentence, as the author reads it
 * @param place the part of the annotation that it is about
 */
record Finding(Message message, String text, Place place) {

    static Finding of(Message message, Place place, Object... arguments) {
        return new Finding(message, message.text(arguments), place);
    }
}
