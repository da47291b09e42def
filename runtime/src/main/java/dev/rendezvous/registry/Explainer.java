package dev.rendezvous.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells why a name means what it means. */
final class Explainer {

    private Explainer() {}

    static Explanation explain(String name, Snapshot snapshot) {
        List<Candidate> claimants = snapshot.claimants(name);
        Optional<Candidate> chosen = snapshot.chosen(name);
        List<Explanation.Candidate> explained = new ArrayList<>();
        for (Candidate claimant : claimants) {
            Optional<String> failure = claimant.loadFailure();
            String verdict = claimant == chosen.orElse(null)
                    ? failure.map(Messages::chosenButBroken).orElse(Explanation.CHOSEN)
                    : Messages.notChosen(name, claimants.size(), chosen);
            explained.add(new Explanation.Candidate(claimant.descriptor(), claimant.line(), verdict));
        }
        for (Candidate denied : snapshot.denied(name)) {
            explained.add(new Explanation.Candidate(denied.listed().descriptor(), denied.line(), Messages.denied()));
        }
        return new Explanation(name, chosen.map(Candidate::descriptor), explained);
    }
}
