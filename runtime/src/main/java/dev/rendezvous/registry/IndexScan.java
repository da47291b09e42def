package dev.rendezvous.registry;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.registry.source.SearchPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What one pass over the indexes of a loader or layer collects. Used by one thread. */
final class IndexScan {

    private final List<LocatedIndex> indexes = new ArrayList<>();
    private final List<IndexProblem> problems = new ArrayList<>();
    private boolean complete = true;

    void add(LocatedIndex index) {
        indexes.add(index);
        for (IndexFile.BadLine bad : index.file().badLines()) {
            problems.add(new IndexProblem(index.location(), bad.number(), bad.message()));
        }
    }

    void problem(URI location, int line, String message) {
        problems.add(new IndexProblem(location, line, message));
    }

    /** The indexes could not be listed to the end, so that what is missing in this scan may still be there. */
    void incomplete(Object loaderOrLayer, Exception reason) {
        complete = false;
        problem(Locations.of(loaderOrLayer), 0, IndexMessages.notListed(reason));
    }

    /** {@return where the last index was found; empty if there is none} */
    String lastPlace() {
        return indexes.isEmpty() ? "" : indexes.get(indexes.size() - 1).place();
    }

    List<LocatedIndex> indexes() {
        return indexes;
    }

    /** {@return how many provider classes the indexes list, each counted as often as it is listed} */
    int lineCount() {
        int count = 0;
        for (LocatedIndex index : indexes) {
            count += index.file().lines().size();
        }
        return count;
    }

    /** {@return the problems, and those of the files on the path of the loader} */
    List<IndexProblem> problems(SearchPath path) {
        return new Problems(problems, path);
    }

    boolean complete() {
        return complete;
    }
}
