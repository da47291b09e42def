package dev.rendezvous.index;

/**
 * Where an index lies in a jar, and how large it may be.
 *
 * <p>The whole format is in {@code docs/index-format.md}.
 *
 * @since 0.1
 */
public final class IndexFormat {

    /** The most bytes that are read of one index: 16 MiB. A larger file is not used at all. */
    public static final int MAX_FILE_BYTES = 16 << 20;

    /** The most bytes that a line has, without its end: 16 KiB. A longer line is not used. */
    public static final int MAX_LINE_BYTES = 16 << 10;

    /** The most provider classes that are read of one index. Lines beyond are not used, so that no file fills the memory. */
    public static final int MAX_ENTRIES = 100_000;

    private IndexFormat() {}

    /**
     * {@return the path of the index inside a jar}
     *
     * <p>The run-time side computes it from the interface's own {@link Class#getName()}, so that it follows when a tool
     * relocates the interface.
     *
     * @param providerInterface the binary name of the provider interface
     */
    public static String path(String providerInterface) {
        return "META-INF/services/" + providerInterface;
    }
}
