package dev.rendezvous.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which backend a name stands for, and why. */
final class Explainer {

    private final String name;
    private final Snapshot snapshot;
    private final Optional<Candidate> chosen;

    private Explainer(String name, Snapshot snapshot) {
        this.name = name;
        this.snapshot = snapshot;
        this.chosen = snapshot.chosen(name);
    }

    static Explanation explain(String name, Snapshot snapshot) {
        return new Explainer(name, snapshot).explain();
    }

    private Explanation explain() {
        List<Verdict> verdicts = new ArrayList<>();
        for (Candidate claimant : snapshot.claimants(name)) {
            verdicts.add(claimant == chosen.orElse(null) ? verdictOnChosen(claimant) : verdictOnRival(claimant));
        }
        for (Candidate denied : snapshot.denied(name)) {
            verdicts.add(new Verdict(
                    denied.listed().descriptor(), denied.line(), Verdict.Kind.DENIED, NameMessages.denied()));
        }
        return new Explanation(name, chosen.map(Candidate::descriptor), verdicts);
    }

    private Verdict verdictOnChosen(Candidate claimant) {
        Optional<String> failure = claimant.loadFailure();
        return failure.isPresent()
                ? verdict(claimant, Verdict.Kind.NOT_LOADABLE, failure.get())
                : verdict(claimant, Verdict.Kind.CHOSEN, whyChosen());
    }

    private String whyChosen() {
        return snapshot.claimants(name).size() == 1 ? NameMessages.soleClaimant() : NameMessages.preferred();
    }

    /** Loads the provider too, so that its options are known. */
    private Verdict verdictOnRival(Candidate claimant) {
        String failure = claimant.loadFailure().map(NameMessages::notLoadable).orElse("");
        if (chosen.isPresent()) {
            String preferred = chosen.get().listed().implementationClass();
            return verdict(claimant, Verdict.Kind.NOT_PREFERRED, NameMessages.notPreferred(preferred) + failure);
        }
        int claimants = snapshot.claimants(name).size();
        return verdict(claimant, Verdict.Kind.AMBIGUOUS, NameMessages.undecided(name, claimants) + failure);
    }

    /** To be called after the provider was loaded, because that completes the descriptor. */
    private static Verdict verdict(Candidate claimant, Verdict.Kind kind, String reason) {
        return new Verdict(claimant.descriptor(), claimant.line(), kind, reason);
    }
}
