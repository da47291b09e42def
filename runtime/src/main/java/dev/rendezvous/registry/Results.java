package dev.rendezvous.registry;

import dev.rendezvous.spi.BackendDescriptor;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The results of a registry as values. Applications see the interfaces, so that only the registry makes a result. */
final class Results {

    private Results() {}

    /** See {@link Discovery}. */
    record DiscoveryResult(
            List<BackendDescriptor> added,
            List<BackendDescriptor> removed,
            List<BackendDescriptor> changed,
            List<Conflict> conflicts,
            List<IndexProblem> problems)
            implements Discovery {

        DiscoveryResult {
            added = LazyDescriptors.copyOf(added);
            removed = LazyDescriptors.copyOf(removed);
            changed = LazyDescriptors.copyOf(changed);
            conflicts = List.copyOf(conflicts);
            problems = Problems.copyOf(problems);
        }
    }

    /** See {@link Conflict}. */
    record ConflictResult(String name, List<BackendDescriptor> candidates) implements Conflict {

        ConflictResult {
            candidates = List.copyOf(candidates);
        }
    }

    /** See {@link IndexProblem}. */
    record ProblemResult(URI location, int line, String message) implements IndexProblem {

        @Override
        public String toString() {
            return location + (line == 0 ? ": " : " line " + line + ": ") + message;
        }
    }

    /** See {@link Explanation}. */
    record ExplanationResult(String name, Optional<BackendDescriptor> chosen, List<Verdict> candidates)
            implements Explanation {

        ExplanationResult {
            candidates = List.copyOf(candidates);
        }
    }

    /** See {@link Verdict}. */
    record VerdictResult(BackendDescriptor descriptor, int line, Kind kind, String reason) implements Verdict {

        @Override
        public String toString() {
            return switch (kind) {
                case CHOSEN -> "chosen";
                case NOT_LOADABLE -> "chosen, but cannot be loaded: " + reason;
                case NOT_PREFERRED, AMBIGUOUS -> "not chosen: " + reason;
                case DENIED -> reason;
            };
        }
    }
}
