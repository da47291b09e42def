package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Two classes of an index, with and without their records, and short ways to read an index. */
final class SampleIndex {

    static final String A_RECORD = "#rendezvous:1 com.acme.A name=a implementation=com.acme.ABackend";
    static final String B_RECORD = "#rendezvous:1 com.acme.B name=b implementation=com.acme.BBackend";

    static final IndexEntry A = entry("com.acme.A", "a", "com.acme.ABackend");
    static final IndexEntry B = entry("com.acme.B", "b", "com.acme.BBackend");
    static final IndexEntry BARE_A = new IndexEntry("com.acme.A", Optional.empty());
    static final IndexEntry BARE_B = new IndexEntry("com.acme.B", Optional.empty());

    private SampleIndex() {}

    static IndexFile parse(String text) {
        return IndexReader.parse(text.getBytes(UTF_8));
    }

    /** {@return the entries of an index in which no line is bad} */
    static List<IndexEntry> clean(String text) {
        IndexFile file = parse(text);
        assertThat(file.badLines()).isEmpty();
        return file.entries();
    }

    /** {@return the one bad line of the file} */
    static IndexFile.BadLine only(IndexFile file) {
        return assertThat(file.badLines())
                .singleElement(InstanceOfAssertFactories.type(IndexFile.BadLine.class))
                .actual();
    }

    private static IndexEntry entry(String provider, String name, String implementation) {
        return new IndexEntry(provider, Optional.of(new IndexRecord(name, List.of(), implementation, "")));
    }
}
