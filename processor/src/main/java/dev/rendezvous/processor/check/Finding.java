package dev.rendezvous.processor.check;

/**
 * Something that is wrong with a backend. Checks return it; a printer shows it.
 *
 * @param message which rule
 * @param text the whole sentence, as the author reads it
 * @param place the part of the annotation that it is about
 */
public record Finding(Message message, String text, Place place) {

    public static Finding of(Message message, Place place, Object... arguments) {
        return new Finding(message, message.text(arguments), place);
    }
}
