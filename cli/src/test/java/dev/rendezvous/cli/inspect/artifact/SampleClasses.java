package dev.rendezvous.cli.inspect.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Objects;
import java.util.Set;

/** An annotated class, and the bytes of compiled classes. */
final class SampleClasses {

    static final String NOTE = "Ldev/rendezvous/cli/inspect/artifact/SampleClasses$Note;";
    static final Set<String> NOTES = Set.of(NOTE);

    private SampleClasses() {}

    @interface Note {
        String value();

        String[] more() default {};

        Part[] parts() default {};

        int[] numbers() default {};

        long big() default 0;

        double fraction() default 0;

        boolean flag() default false;

        char letter() default 'a';

        Class<?> type() default Object.class;

        RetentionPolicy policy() default RetentionPolicy.CLASS;
    }

    @interface Part {
        String name();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Visible {}

    @Note(
            value = "Größe \0 😀",
            more = {"one", "two"},
            parts = {@Part(name = "p"), @Part(name = "q")},
            numbers = {1, 2, 3},
            big = 1L << 40,
            fraction = 0.5,
            flag = true,
            letter = 'x',
            type = String.class,
            policy = RetentionPolicy.SOURCE)
    @Part(name = "not asked for")
    @Visible
    static class Noted {

        static final long WIDE = 0x1234567890L;

        @Note("field")
        final Runnable nothing = () -> {};

        @Note("method")
        long method(@Note("parameter") int number) {
            nothing.run();
            return WIDE + number;
        }

        void plain() {}
    }

    static byte[] bytesOf(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }
}
