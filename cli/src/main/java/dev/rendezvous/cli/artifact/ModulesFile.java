package dev.rendezvous.cli.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The file {@code lib/modules} of an image, in the format that JDK 9 to 25 have. A reader of its own: the one of the JDK
 * takes code out of the very image that it reads.
 *
 * <p>The file is a header, a table of redirects, a table of offsets, the locations that these point to, the texts that the
 * locations point to, and then the resources.
 */
final class ModulesFile implements AutoCloseable {

    private static final int MAGIC = 0xcafedada;
    private static final int MAJOR_VERSION = 1;
    private static final int HEADER_BYTES = 28;

    /** The image of a whole JDK has tables of some three megabytes. */
    private static final int MAX_TABLE_BYTES = 64 << 20;

    private static final int MAX_RESOURCES = 1 << 20;
    private static final int MAX_RESOURCE_BYTES = 64 << 20;

    /** There are bytes that unpack to themselves. */
    private static final int MAX_LAYERS = 4;

    private final FileChannel file;
    private final ByteBuffer offsets;
    private final ByteBuffer locations;
    private final ByteBuffer texts;
    private final long start;

    /** All resources may point to one text, so that the names of few bytes take gigabytes. */
    private long namesLeft = MAX_TABLE_BYTES;

    private ModulesFile(FileChannel file, ByteBuffer offsets, ByteBuffer locations, ByteBuffer texts, long start) {
        this.file = file;
        this.offsets = offsets;
        this.locations = locations;
        this.texts = texts;
        this.start = start;
    }

    /**
     * A file of a module.
     *
     * @param module the name of the module
     * @param name its name in the module, with slashes
     * @param offset where it begins, behind the tables
     * @param packed how many bytes it has there; 0 where it is not packed
     * @param size how many bytes it has
     */
    record Resource(String module, String name, long offset, long packed, long size) {}

    /**
     * Opens a file and reads its tables.
     *
     * @throws IOException saying what is wrong with it
     */
    static ModulesFile open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return open(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static ModulesFile open(FileChannel file) throws IOException {
        ByteBuffer header = read(file, 0, HEADER_BYTES).order(ByteOrder.nativeOrder());
        if (header.getInt(0) == Integer.reverseBytes(MAGIC)) {
            header.order(
                    ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        }
        if (header.getInt() != MAGIC) {
            throw new IOException("lib/modules does not begin as the modules of an image do");
        }
        int version = header.getInt() >>> 16;
        if (version != MAJOR_VERSION) {
            throw new IOException("lib/modules has the format " + version + ", expected " + MAJOR_VERSION
                    + " as the JDKs from 9 on have it");
        }
        header.position(16);
        long tableBytes = Integer.BYTES * size(header, MAX_RESOURCES);
        long locationBytes = size(header, MAX_TABLE_BYTES);
        long textBytes = size(header, MAX_TABLE_BYTES);
        ByteOrder order = header.order();
        long end = HEADER_BYTES + 2 * tableBytes + locationBytes + textBytes;
        return new ModulesFile(
                file,
                read(file, HEADER_BYTES + tableBytes, tableBytes).order(order),
                read(file, HEADER_BYTES + 2 * tableBytes, locationBytes),
                read(file, end - textBytes, textBytes),
                end);
    }

    private static long size(ByteBuffer header, int limit) throws IOException {
        long size = Integer.toUnsignedLong(header.getInt());
        if (size > limit) {
            throw new TooLargeException(
                    "has a table of the size " + size + " in lib/modules, expected at most " + limit);
        }
        return size;
    }

    /** {@return every resource, sorted by module and name} */
    List<Resource> resources() throws IOException {
        List<Resource> resources = new ArrayList<>();
        try {
            for (int i = 0; i + Integer.BYTES <= offsets.limit(); i += Integer.BYTES) {
                resources.add(resource(offsets.getInt(i)));
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("lib/modules has a location that points to nothing", e);
        }
        resources.sort(Comparator.comparing(Resource::module).thenComparing(Resource::name));
        return resources;
    }

    /** Each attribute is a byte with its kind and the length of its value, less one, and then that value. */
    private Resource resource(int location) throws IOException {
        long[] attributes = new long[32];
        int at = location;
        for (int head = locations.get(at) & 0xff; head >>> 3 != 0; head = locations.get(at) & 0xff) {
            int length = (head & 7) + 1;
            long value = 0;
            for (int i = 1; i <= length; i++) {
                value = value << 8 | (locations.get(at + i) & 0xff);
            }
            attributes[head >>> 3] = value;
            at += 1 + length;
        }
        String module = text(attributes[1]);
        String parent = text(attributes[2]);
        String extension = text(attributes[4]);
        String name = (parent.isEmpty() ? "" : parent + "/")
                + text(attributes[3])
                + (extension.isEmpty() ? "" : "." + extension);
        return new Resource(module, name, attributes[5], attributes[6], attributes[7]);
    }

    private String text(long offset) throws IOException {
        int from = (int) Math.min(Math.max(offset, 0), Integer.MAX_VALUE - 1);
        int end = from;
        while (end < texts.limit() && texts.get(end) != 0) {
            end++;
        }
        if (end >= texts.limit()) {
            throw new EOFException("lib/modules has a text without an end");
        }
        namesLeft -= end - from;
        if (namesLeft < 0) {
            throw new TooLargeException("has names of more than " + MAX_TABLE_BYTES + " bytes in lib/modules");
        }
        byte[] text = new byte[end - from];
        texts.get(from, text);
        return new String(text, UTF_8);
    }

    /**
     * {@return the bytes of a resource}
     *
     * @throws IOException saying what is wrong with it
     */
    byte[] read(Resource resource) throws IOException {
        if (resource.size() < 0 || resource.size() > MAX_RESOURCE_BYTES || resource.packed() > MAX_RESOURCE_BYTES) {
            throw new TooLargeException("has more than " + MAX_RESOURCE_BYTES + " bytes");
        }
        long position = start + resource.offset();
        return resource.packed() == 0
                ? bytes(file, position, resource.size())
                : unpack(bytes(file, position, resource.packed()), resource);
    }

    /** Plug-ins of jlink pack one over the other; the outermost comes first. */
    private byte[] unpack(byte[] packed, Resource resource) throws IOException {
        byte[] bytes = packed;
        ByteBuffer in = ByteBuffer.wrap(bytes).order(offsets.order());
        for (int layer = 0; in.remaining() > PackedHeader.BYTES && in.getInt(0) == PackedHeader.MAGIC; layer++) {
            if (layer == MAX_LAYERS) {
                throw new IOException("it is packed more than " + MAX_LAYERS + " times");
            }
            PackedHeader header = PackedHeader.read(in);
            String packer = text(header.packer());
            if (!packer.equals("zip")) {
                throw new IOException("it is packed by the jlink plug-in " + packer
                        + ", which only the JVM unpacks; link the image without --compress=1");
            }
            bytes = inflate(in, header.size(), resource);
            in = ByteBuffer.wrap(bytes).order(offsets.order());
        }
        return bytes;
    }

    private static byte[] inflate(ByteBuffer in, long size, Resource resource) throws IOException {
        if (size < 0 || size > MAX_RESOURCE_BYTES) {
            throw new TooLargeException("has more than " + MAX_RESOURCE_BYTES + " bytes");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in);
            byte[] bytes = new byte[(int) size];
            if (inflater.inflate(bytes) != size) {
                throw new EOFException(resource.name() + " ends too early");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new IOException(resource.name() + " is not packed as it says: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /**
     * What stands before a packed resource.
     *
     * @param size the number of its bytes when it is unpacked
     * @param packer the offset of the name of who packed it
     */
    private record PackedHeader(long size, int packer) {

        static final int MAGIC = 0xcafefafa;
        static final int BYTES = 29;

        static PackedHeader read(ByteBuffer in) {
            PackedHeader header = new PackedHeader(in.getLong(12), in.getInt(20));
            in.position(BYTES);
            return header;
        }
    }

    private static ByteBuffer read(FileChannel file, long position, long length) throws IOException {
        return ByteBuffer.wrap(bytes(file, position, length));
    }

    private static byte[] bytes(FileChannel file, long position, long length) throws IOException {
        if (position < 0 || length < 0 || length > file.size() - position) {
            throw new EOFException("lib/modules ends too early");
        }
        byte[] bytes = new byte[Math.toIntExact(length)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("lib/modules ends too early");
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
