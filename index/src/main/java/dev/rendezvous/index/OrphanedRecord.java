package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.declaration.BinaryName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A record of an index that names a class which the index does not list.
 *
 * <p>{@link IndexReader} ignores such records, because tools that relocate classes leave them behind and the registry does not
 * need them. A tool that explains why a jar lists too few backends finds them here.
 *
 * @param number the number of its line, from 1
 * @param providerClass the class that it names
 * @since 0.1
 */
public record OrphanedRecord(int number, String providerClass) {

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /**
     * {@return the records of known versions that name a class which is not listed, in the order of their lines}
     *
     * @param bytes the whole index; not changed
     * @param file what {@link IndexReader#parse} made of the same bytes
     */
    public static List<OrphanedRecord> in(byte[] bytes, IndexFile file) {
        if (bytes.length > IndexFormat.MAX_FILE_BYTES) {
            return List.of();
        }
        Set<String> listed = new HashSet<>();
        file.lines().forEach(line -> listed.add(line.entry().providerClass()));
        List<OrphanedRecord> orphans = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) oneCharacterForEachByte(bytes).lines()::iterator) {
            number++;
            Optional<String> providerClass = providerClass(line).filter(name -> !listed.contains(name));
            if (providerClass.isPresent() && isRecord(line, providerClass.get())) {
                orphans.add(new OrphanedRecord(number, providerClass.get()));
            }
        }
        return orphans;
    }

    /** Decoding a line would correct the bytes that the reader refuses in it. */
    private static String oneCharacterForEachByte(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** {@return the word at the place of the provider class, if it can be a class name} */
    private static Optional<String> providerClass(String line) {
        String decoded = new String(line.getBytes(ISO_8859_1), UTF_8);
        String text = (decoded.indexOf(BYTE_ORDER_MARK) == 0 ? decoded.substring(1) : decoded).trim();
        if (!text.startsWith(RecordSyntax.MARK)) {
            return Optional.empty();
        }
        String[] words = BLANKS.split(text, 3);
        return words.length > 1 && BinaryName.isLegal(words[1]) ? Optional.of(words[1]) : Optional.empty();
    }

    /** Only the reader knows what a record is. So it reads an index that lists the class before this line. */
    private static boolean isRecord(String line, String providerClass) {
        String alone = oneCharacterForEachByte(providerClass.getBytes(UTF_8)) + "\n" + line + "\n";
        return IndexReader.parse(alone.getBytes(ISO_8859_1)).entries().stream()
                .anyMatch(entry -> entry.record().isPresent());
    }
}
