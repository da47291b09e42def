package dev.rendezvous.processor.report;

import dev.rendezvous.processor.check.Message;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * The border to the compiler, which no exception crosses: a compiler that gets one prints a stack trace in place of its own
 * findings, and some stop without a word.
 */
public final class Boundary {

    private static final int FRAMES = 6;
    private static final String OWN = "dev.rendezvous.processor.";

    private Boundary() {}

    public static void guard(ProcessingEnvironment environment, Runnable work) {
        FindingPrinter printer = new FindingPrinter(environment);
        try {
            work.run();
        } catch (UncheckedIOException e) {
            printer.print(Message.FILE_TROUBLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // A LinkageError is what another version of a library on the processor path looks like.
            if (isTheMachines(e)) {
                throw e;
            }
            printer.print(Message.INTERNAL_ERROR, essentials(e));
        }
    }

    /** Where memory is short, a message would be too; a stack that overflowed is free again. */
    private static boolean isTheMachines(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** Where it was thrown, and which of our own code led there. */
    private static String essentials(Throwable thrown) {
        List<StackTraceElement> frames = List.of(thrown.getStackTrace());
        Stream<StackTraceElement> own =
                frames.stream().skip(1).filter(frame -> frame.getClassName().startsWith(OWN));
        return thrown + " at "
                + Stream.concat(frames.stream().limit(1), own)
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(", "));
    }
}
