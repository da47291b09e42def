package dev.rendezvous.launcher.event;

import java.util.function.Consumer;
import java.util.function.Function;

/** Prints each event as a line among the other lines of the launcher. */
public final class LineSink implements EventSink {

    private final Function<JobEvent, String> text;
    private final Consumer<String> lines;

    /**
     * Makes a sink.
     *
     * @param text makes the line
     * @param lines takes the line, and does not throw
     */
    public LineSink(Function<JobEvent, String> text, Consumer<String> lines) {
        this.text = text;
        this.lines = lines;
    }

    @Override
    public void take(JobEvent event) {
        lines.accept(text.apply(event));
    }

    @Override
    public void close() {}
}
