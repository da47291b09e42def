package dev.rendezvous.cli.store;

import dev.rendezvous.cli.text.Terminal;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Prints all that a server logs, where by default the JVM prints warnings only. */
final class VerboseLog extends Handler {

    /** Held, since a logger that is not held loses its level. */
    private static final Logger SERVER = Logger.getLogger("dev.rendezvous.tcpstore");

    private final Terminal terminal;

    private VerboseLog(Terminal terminal) {
        this.terminal = terminal;
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
    }

    static void start(Terminal terminal) {
        SERVER.setUseParentHandlers(false);
        SERVER.setLevel(Level.ALL);
        SERVER.addHandler(new VerboseLog(terminal));
    }

    @Override
    public void publish(LogRecord logged) {
        terminal.err().print(getFormatter().format(logged));
        terminal.err().flush();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
