package dev.rendezvous.cli.demo;

import dev.rendezvous.cli.text.Terminal;

/** Shows a demo: numbered steps, with what happens in each below it. */
final class Screen {

    private final Terminal terminal;
    private int steps;

    Screen(Terminal terminal) {
        this.terminal = terminal;
    }

    void step(String sentence) {
        steps++;
        terminal.out().println((steps == 1 ? "" : "\n") + terminal.bold(steps + ". " + sentence));
        terminal.out().flush();
    }

    void tell(String line) {
        terminal.out().println("   " + line);
        terminal.out().flush();
    }
}
