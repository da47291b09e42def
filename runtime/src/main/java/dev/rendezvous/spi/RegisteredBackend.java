package dev.rendezvous.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a generated {@link RendezvousBackendProvider}, so that the index can be written, and after a partial compile
 * completed, from class files alone. It is not written by hand.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RegisteredBackend {

    /** {@return the binary name of the class that is annotated, or whose method is annotated} */
    String implementation();

    /** {@return the name of the backend} */
    String name();
}
