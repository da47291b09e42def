package dev.rendezvous.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a rendezvous backend: code that makes the processes of a distributed job meet, and that an application asks for by
 * name.
 *
 * <pre>{@code
 * package com.acme;
 *
 * @RendezvousBackend(value = "testbackend", description = "Meets in a shared directory")
 * final class TestBackend implements RendezvousHandler {
 *     TestBackend(RendezvousParameters parameters) { ... }
 *     ...
 * }
 * }</pre>
 *
 * <h2>Where it is allowed</h2>
 *
 * On one of three shapes, and on nothing else:
 *
 * <ol>
 *   <li>a class that implements {@code dev.rendezvous.RendezvousHandler} and has a constructor that takes one
 *       {@code dev.rendezvous.RendezvousParameters};
 *   <li>a class that implements {@code dev.rendezvous.RendezvousHandlerFactory} and has a constructor without parameters;
 *   <li>a static method that takes one {@code RendezvousParameters} and returns a {@code RendezvousHandler}.
 * </ol>
 *
 * The class, the constructor and the method may be package-private, because the provider is generated into the same package.
 * A nested class must be static. A class that is declared in a block cannot be a backend: compilers do not show it to the
 * processor, so the annotation has no effect there and no error is reported. The constructor or method may throw
 * {@link InterruptedException} and unchecked exceptions. The unnamed package is refused, because a jar that registers a
 * class of it cannot be used as an automatic module.
 *
 * <h2>What is generated from it</h2>
 *
 * The annotation processor checks the element, and reports a wrong one as a compile error at the annotation. For a legal
 * one it writes {@code com.acme.TestBackend_RendezvousProvider}, a class that describes the backend and makes its
 * handlers without reflection, and two lines in the index resource
 * {@code META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider}:
 *
 * <pre>
 * com.acme.TestBackend_RendezvousProvider
 * #rendezvous:1 com.acme.TestBackend_RendezvousProvider name=testbackend implementation=com.acme.TestBackend -- Meets in a shared directory
 * </pre>
 *
 * A registry that sees this jar through a class loader knows the backend from then on; no class of the jar is loaded
 * until an application asks for a handler. The annotation itself is kept in the class file, so that tools can compare it with
 * the index, and is not visible to reflection at run time.
 *
 * <p>From JDK 23 on, javac runs annotation processors only when it is told to, for instance by a processor path.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RendezvousBackend {

    /**
     * {@return the name by which applications ask for this backend} It matches {@code [a-z0-9][a-z0-9._-]{0,63}} and is
     * compared exactly.
     */
    String value();

    /** {@return further names for the same backend, each by the grammar of {@link #value()}} */
    String[] aliases() default {};

    /** {@return one line, without control characters, that listings show beside the name} May be empty. */
    String description() default "";

    /**
     * {@return the config keys that the backend reads}
     *
     * <p>A backend that declares options, here or by {@link #optionsFrom()}, gets only keys and values that fit them. Any other
     * key or value is refused before code of the backend runs, and the message names the nearest known key. A backend without
     * declared options gets the config as it is.
     */
    Option[] options() default {};

    /**
     * {@return classes that carry {@link Options}, whose options this backend reads too}
     *
     * <p>The backend has its own options and those of each class. A key that is declared twice is a compile error, and so is a
     * class without {@code Options}.
     */
    Class<?>[] optionsFrom() default {};

    /**
     * A set of config keys that several backends share. The class that carries it is never loaded.
     *
     * <pre>{@code
     * @RendezvousBackend.Options({
     *     @Option(name = "lease", type = Type.DURATION, defaultValue = "15s"),
     *     @Option(name = "heartbeat", type = Type.DURATION, defaultValue = "5s")
     * })
     * public final class LeaseOptions { ... }
     *
     * @RendezvousBackend(value = "etcd", optionsFrom = LeaseOptions.class)
     * final class EtcdBackend implements RendezvousHandler { ... }
     * }</pre>
     *
     * @since 0.1
     */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface Options {

        /** {@return the config keys} */
        Option[] value();
    }

    /**
     * A config key that the backend reads.
     *
     * @since 0.1
     */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target({})
    @interface Option {

        /** {@return the config key} It matches {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}} and is compared exactly. */
        String name();

        /** {@return what the text of the value must parse as} */
        Type type() default Type.STRING;

        /**
         * {@return the value that the backend sees when the key is not given} Empty for none. It is checked against
         * {@link #type()} at compile time.
         */
        String defaultValue() default "";

        /** {@return one line, without control characters, that {@code rdzv explain} shows} May be empty. */
        String description() default "";

        /** {@return whether a handler can only be made when the key is given} Excludes a default value. */
        boolean required() default false;
    }

    /**
     * What the value of an option parses as.
     *
     * @since 0.1
     */
    enum Type {
        /** Any text. */
        STRING,
        /** A decimal integer of 32 bits, with an optional sign. */
        INT,
        /** One of {@code 1 true t yes y} or {@code 0 false f no n}, in any case. */
        BOOL,
        /** A number with a unit ({@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}), an ISO-8601 duration, or whole seconds. */
        DURATION
    }
}
