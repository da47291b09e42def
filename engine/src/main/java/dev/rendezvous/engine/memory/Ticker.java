package dev.rendezvous.engine.memory;

/** Where the time of a {@link Timeline} comes from. Called under the lock of the timeline only. */
public interface Ticker {

    /** {@return the nanoseconds since some fixed moment} */
    long now();

    /** {@return how many nanoseconds are left until a moment; 0 or less if it has come} */
    long left(long moment);

    /** Notes that what was due at a moment is done now. */
    void reached(long moment);

    /** Notes that nothing is due. */
    void idle();

    /** {@return the time of the machine, which does not jump} */
    static Ticker system() {
        return new Ticker() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public long left(long moment) {
                return moment - System.nanoTime();
            }

            @Override
            public void reached(long moment) {}

            @Override
            public void idle() {}
        };
    }
}
