package dev.rendezvous.cli.run;

import dev.rendezvous.Member;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.launcher.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of a run for people and for machines. */
final class RunStateText {

    private RunStateText() {}

    static List<String> lines(RunState state) {
        List<String> lines = new ArrayList<>(List.of(head(state)));
        state.members().forEach(member -> lines.add("  " + member.rank() + "  " + text(member)));
        state.missing().forEach(rank -> lines.add("  " + rank + "  missing"));
        state.waiting().forEach(member -> lines.add("  waits  " + text(member)));
        return lines;
    }

    private static String head(RunState state) {
        String run = "run " + state.runId();
        String counts = ", " + Text.count(state.failures(), "failure") + ", " + Text.count(state.changes(), "change");
        if (state.end().isPresent()) {
            RunState.End end = state.end().get();
            String message = end.message().isEmpty() ? "" : ", " + end.message();
            return run + " has ended: " + end.why() + ", code " + end.code() + message + counts;
        }
        if (state.round() == 0) {
            // How many are needed is known to the nodes alone.
            return run + ": before the first round, "
                    + Text.count(state.waiting().size(), "node") + " there";
        }
        return run + ": round " + state.round() + ", " + state.members().size() + " of "
                + Text.count(state.size(), "node") + " there, token " + state.token() + ", "
                + (state.min() == state.max() ? "" : state.min() + " to ") + state.max() + " wanted" + counts
                + (state.isBroken() ? ", the round is being formed again" : "");
    }

    private static String text(Member member) {
        return member.node() + member.address().map(address -> "  " + address).orElse("");
    }

    static Map<String, @Nullable Object> tree(RunState state) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("run", state.runId());
        tree.put("round", state.round());
        tree.put("token", state.token());
        tree.put("min", state.round() == 0 ? null : state.min());
        tree.put("max", state.round() == 0 ? null : state.max());
        tree.put("size", state.size());
        tree.put("restarts", state.failures());
        tree.put("changes", state.changes());
        tree.put("broken", state.isBroken());
        tree.put("members", Json.trees(state.members(), RunStateText::tree));
        tree.put("missing", state.missing());
        tree.put("waiting", Json.trees(state.waiting(), RunStateText::tree));
        tree.put("ended", state.end().map(RunStateText::tree).orElse(null));
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Member member) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("rank", member.rank());
        tree.put("node", member.node());
        tree.put("address", member.address().orElse(null));
        tree.put("labels", member.labels());
        return tree;
    }

    private static Map<String, @Nullable Object> tree(RunState.End end) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("why", end.why());
        tree.put("code", end.code());
        tree.put("message", end.message());
        return tree;
    }
}
