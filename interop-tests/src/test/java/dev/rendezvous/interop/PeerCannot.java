package dev.rendezvous.interop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of a contract that our client cannot pass, because of the server at the other end. It is skipped, with the reason. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(PeerCannot.All.class)
@ExtendWith(PeerCannotCondition.class)
@interface PeerCannot {

    /** The test's method. */
    String test();

    /** What the server does instead. */
    String because();

    /** What the server cannot do, if that is more than one thing. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @ExtendWith(PeerCannotCondition.class)
    @interface All {

        PeerCannot[] value();
    }
}
