package dev.rendezvous.processor;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.annotation.processing.Messager;

/**
 * The border to the compiler, which no exception crosses: a compiler that gets one prints a stack trace in place of its own
 * findings, and some stop without a word.
 */
final class Boundary {

    private static final int FRAMES = 5;

    private Boundary() {}

    static void guard(Messager messager, Runnable work) {
        FindingPrinter printer = new FindingPrinter(messager);
        try {
            work.run();
        } catch (UncheckedIOException e) {
            printer.print(Message.FILE_TROUBLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            // A LinkageError is what another version of a library on the processor path looks like.
            printer.print(Message.INTERNAL_ERROR, essentials(e));
        }
    }

    private static String essentials(Throwable thrown) {
        String frames = Arrays.stream(thrown.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", "));
        return thrown + " at " + frames;
    }
}
