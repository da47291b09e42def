package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.KnownGlobal;
import dev.rendezvous.c10d.pickle.PickleValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the value of a state, with the fields of a family, and after them those that only others know. For one state. */
final class StateWriter {

    private final Family family;
    private final Map<Node, PickleValue> nodes = new HashMap<>();

    StateWriter(Family family) {
        this.family = family;
    }

    PickleValue write(RunState state) {
        List<PickleValue.Entry> fields = new ArrayList<>();
        add(fields, StateReader.ROUND, PickleValue.Whole.of(state.round()));
        add(fields, StateReader.COMPLETE, truth(state.complete()));
        add(fields, StateReader.DEADLINE, state.deadline().map(this::moment).orElse(PickleValue.Constant.NONE));
        add(fields, StateReader.CLOSED, truth(state.closed()));
        add(fields, StateReader.PARTICIPANTS, participants(state));
        add(fields, StateReader.WAIT_LIST, group(state.waitList()));
        if (family.hasRedundancyList()) {
            add(fields, StateReader.REDUNDANCY_LIST, group(state.redundancyList()));
        }
        add(fields, StateReader.HEARTBEATS, heartbeats(state));
        state.others().forEach((name, value) -> add(fields, name, value));
        return new PickleValue.Instance(KnownGlobal.STATE, fields);
    }

    private static void add(List<PickleValue.Entry> fields, String name, PickleValue value) {
        fields.add(new PickleValue.Entry(new PickleValue.Text(name), value));
    }

    private static PickleValue truth(boolean value) {
        return value ? PickleValue.Constant.TRUE : PickleValue.Constant.FALSE;
    }

    private PickleValue participants(RunState state) {
        List<PickleValue.Entry> entries = new ArrayList<>();
        state.participants()
                .forEach((node, rank) -> entries.add(new PickleValue.Entry(node(node), PickleValue.Whole.of(rank))));
        return new PickleValue.Mapping(entries);
    }

    private PickleValue heartbeats(RunState state) {
        List<PickleValue.Entry> entries = new ArrayList<>();
        state.heartbeats().forEach((node, beat) -> entries.add(new PickleValue.Entry(node(node), moment(beat))));
        return new PickleValue.Mapping(entries);
    }

    private PickleValue group(Collection<Node> members) {
        return new PickleValue.Group(true, members.stream().map(this::node).toList());
    }

    private PickleValue node(Node node) {
        return nodes.computeIfAbsent(node, this::value);
    }

    private PickleValue value(Node node) {
        List<PickleValue.Entry> fields = new ArrayList<>();
        add(fields, family.nameField(), new PickleValue.Text(node.address()));
        add(fields, StateReader.PID, PickleValue.Whole.of(node.pid()));
        add(fields, StateReader.LOCAL_ID, PickleValue.Whole.of(node.localId()));
        node.others().forEach((name, value) -> add(fields, name, value));
        return new PickleValue.Instance(KnownGlobal.NODE, fields);
    }

    private PickleValue moment(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        return new PickleValue.Moment(time, family.isAware() ? Optional.of(Duration.ZERO) : Optional.empty());
    }
}
