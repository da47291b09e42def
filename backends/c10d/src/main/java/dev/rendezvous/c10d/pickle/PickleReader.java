package dev.rendezvous.c10d.pickle;

/**
 * Reads pickles of protocol 2 to 5. It knows the opcodes that Python's own pickler uses for the values of {@link PickleValue}, and the
 * names of {@link KnownGlobal}. A pickle with anything else is refused. No object of a class is made, and no class is looked up.
 */
public final class PickleReader {

    private PickleReader() {}

    /**
     * {@return the value of a pickle}
     *
     * @param pickle all its bytes
     * @param limits how much it may ask for
     * @throws PickleException if it is not a pickle, or one that is not read
     */
    public static PickleValue read(byte[] pickle, PickleLimits limits) throws PickleException {
        if (pickle.length > limits.bytes()) {
            throw new PickleException("a pickle of " + pickle.length + " bytes; expected up to " + limits.bytes());
        }
        PickleInput input = new PickleInput(pickle);
        Held top = new PickleMachine(input, limits).run();
        if (!input.isAtEnd()) {
            throw new PickleException("more bytes after the end of the pickle at byte " + input.position());
        }
        return new Freezer(limits).freeze(top);
    }
}
