package dev.rendezvous.tck.backend;

import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Compares the record of a backend in an index with the descriptor that its provider returns. */
final class RecordCheck {

    private RecordCheck() {}

    static List<String> findings(IndexListing listing, BackendDescriptor told) {
        return listing.entry()
                .record()
                .map(record -> differences(listing, record, told))
                .orElseGet(() -> List.of(CheckMessages.noRecord(listing, told.providerClass())));
    }

    private static List<String> differences(IndexListing listing, IndexRecord record, BackendDescriptor told) {
        List<String> findings = new ArrayList<>();
        compare(findings, listing, "the name", record.name(), told.name());
        compare(findings, listing, "the aliases", record.aliases(), told.aliases());
        compare(findings, listing, "the implementation", record.implementation(), told.implementationClass());
        compare(findings, listing, "the description", record.description(), told.description());
        return findings;
    }

    private static void compare(List<String> findings, IndexListing listing, String what, Object listed, Object told) {
        if (!listed.equals(told)) {
            findings.add(CheckMessages.differs(listing, what, listed, told));
        }
    }
}
