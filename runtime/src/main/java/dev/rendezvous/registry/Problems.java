package dev.rendezvous.registry;

import dev.rendezvous.registry.source.SearchPath;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The problems of one discovery, unmodifiable, in an order that does not depend on the class path. The files on the path are
 * opened when the list is first read: a discovery that opened each file once more would take twice the time.
 */
final class Problems extends AbstractList<IndexProblem> implements RandomAccess {

    private final List<IndexProblem> found;
    private final SearchPath path;

    /** Two threads may both make it, without harm: each is immutable. */
    private @Nullable List<IndexProblem> all;

    Problems(List<IndexProblem> found, SearchPath path) {
        this.found = List.copyOf(found);
        this.path = path;
    }

    /** {@return an unmodifiable copy, which is the list itself if it is one of these} */
    static List<IndexProblem> copyOf(List<IndexProblem> problems) {
        return problems instanceof Problems ? problems : List.copyOf(problems);
    }

    @Override
    public IndexProblem get(int index) {
        return all().get(index);
    }

    @Override
    public int size() {
        return all().size();
    }

    private List<IndexProblem> all() {
        List<IndexProblem> known = all;
        if (known == null) {
            known = sorted();
            all = known;
        }
        return known;
    }

    private List<IndexProblem> sorted() {
        List<IndexProblem> sorted = new ArrayList<>(found);
        path.filesThatAreNotJars()
                .forEach(each -> sorted.add(new IndexProblem(each.file(), 0, IndexMessages.notAJar(each.reason()))));
        sorted.sort(Comparator.comparing(
                        (IndexProblem problem) -> problem.location().toString())
                .thenComparing(IndexProblem::line)
                .thenComparing(IndexProblem::message));
        return List.copyOf(sorted);
    }
}
