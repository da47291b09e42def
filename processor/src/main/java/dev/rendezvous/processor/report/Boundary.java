package dev.rendezvous.processor.report;

import dev.rendezvous.processor.check.Message;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Turns exceptions into messages. A compiler that gets an exception of a processor prints a stack trace in place of its own
 * findings, and some compilers stop without a message.
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
        } catch (LinkageError e) {
            if (ProcessorPath.isToBlame(e)) {
                printer.print(Message.PROCESSOR_PATH, ProcessorPath.explain(e));
            } else {
                printer.print(Message.INTERNAL_ERROR, essentials(e));
            }
        } catch (RuntimeException | Error e) {
            if (isTheMachines(e)) {
                throw e;
            }
            printer.print(Message.INTERNAL_ERROR, essentials(e));
        }
    }

    /** Where memory is short, a message would need memory too. After a stack overflow the stack is free again. */
    private static boolean isTheMachines(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** Where it was thrown, and which methods of the processor led there. */
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
