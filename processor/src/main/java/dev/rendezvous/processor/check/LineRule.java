package dev.rendezvous.processor.check;

import dev.rendezvous.index.IndexWriter;
import dev.rendezvous.processor.model.BackendCandidate;
import java.util.List;

/** Whether the backend fits into the index. It can only be asked of one that breaks no other rule. */
final class LineRule {

    private LineRule() {}

    static List<Finding> check(BackendCandidate candidate) {
        return IndexWriter.problemWith(candidate.entry()).stream()
                .map(problem -> Finding.of(Message.LINE_TOO_LONG, Place.ANNOTATION, candidate.element(), problem))
                .toList();
    }
}
