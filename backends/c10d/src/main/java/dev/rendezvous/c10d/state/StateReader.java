package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.KnownGlobal;
import dev.rendezvous.c10d.pickle.PickleValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a state of a value that was read, and refuses one that another family wrote: PyTorch's agents of that family would fail at
 * what this node writes.
 */
final class StateReader {

    static final String ROUND = "round";
    static final String COMPLETE = "complete";
    static final String DEADLINE = "deadline";
    static final String CLOSED = "closed";
    static final String PARTICIPANTS = "participants";
    static final String WAIT_LIST = "wait_list";
    static final String REDUNDANCY_LIST = "redundancy_list";
    static final String HEARTBEATS = "last_heartbeats";
    static final String PID = "pid";
    static final String LOCAL_ID = "local_id";

    private static final String STATE = "the state";

    private final Family family;

    StateReader(Family family) {
        this.family = family;
    }

    RunState read(PickleValue value) throws StateException {
        if (!(value instanceof PickleValue.Instance instance) || instance.type() != KnownGlobal.STATE) {
            throw new StateException("the value is " + Shown.of(value) + "; expected an object of the class "
                    + KnownGlobal.STATE.member());
        }
        Fields fields = new Fields(STATE, instance.fields());
        checkRedundancyList(fields);
        return new RunState(
                fields.takeNumber(ROUND),
                fields.takeBoolean(COMPLETE),
                deadline(fields),
                fields.takeBoolean(CLOSED),
                participants(fields.takeMapping(PARTICIPANTS)),
                nodes(WAIT_LIST, fields.takeItems(WAIT_LIST)),
                family.hasRedundancyList() ? nodes(REDUNDANCY_LIST, fields.takeItems(REDUNDANCY_LIST)) : Set.of(),
                heartbeats(fields.takeMapping(HEARTBEATS)),
                fields.unknown());
    }

    private void checkRedundancyList(Fields fields) throws StateException {
        if (fields.has(REDUNDANCY_LIST) != family.hasRedundancyList()) {
            throw new StateException(
                    family.hasRedundancyList()
                            ? "the field " + REDUNDANCY_LIST + " is missing, as in PyTorch 1.13 to 2.2"
                            : "there is a field " + REDUNDANCY_LIST + ", as in PyTorch 2.3 and later");
        }
    }

    private Optional<Instant> deadline(Fields fields) throws StateException {
        Optional<PickleValue> value = fields.takeUnlessNone(DEADLINE);
        return value.isPresent() ? Optional.of(moment(DEADLINE, value.get())) : Optional.empty();
    }

    private Map<Node, Integer> participants(List<PickleValue.Entry> entries) throws StateException {
        Map<Node, Integer> participants = new LinkedHashMap<>();
        for (PickleValue.Entry entry : entries) {
            if (!(entry.value() instanceof PickleValue.Whole rank)
                    || rank.value().signum() < 0
                    || rank.value().bitLength() >= Integer.SIZE) {
                throw new StateException("a rank in the field " + PARTICIPANTS + " is " + Shown.of(entry.value())
                        + "; expected a number from 0 to 2^31-1");
            }
            participants.put(node(PARTICIPANTS, entry.key()), rank.value().intValue());
        }
        return participants;
    }

    private Set<Node> nodes(String field, List<PickleValue> items) throws StateException {
        Set<Node> nodes = new LinkedHashSet<>();
        for (PickleValue item : items) {
            nodes.add(node(field, item));
        }
        return nodes;
    }

    private Map<Node, Instant> heartbeats(List<PickleValue.Entry> entries) throws StateException {
        Map<Node, Instant> heartbeats = new LinkedHashMap<>();
        for (PickleValue.Entry entry : entries) {
            heartbeats.put(node(HEARTBEATS, entry.key()), moment(HEARTBEATS, entry.value()));
        }
        return heartbeats;
    }

    private Node node(String field, PickleValue value) throws StateException {
        if (!(value instanceof PickleValue.Instance instance) || instance.type() != KnownGlobal.NODE) {
            throw new StateException("an entry of the field " + field + " is " + Shown.of(value)
                    + "; expected an object of the class " + KnownGlobal.NODE.member());
        }
        Fields fields = new Fields("a node in " + field, instance.fields());
        if (!fields.has(family.nameField())) {
            throw new StateException("a node in " + field + " has no field " + family.nameField()
                    + "; PyTorch 1.13 has fqdn, later releases have addr");
        }
        return new Node(
                fields.takeText(family.nameField()),
                fields.takeNumber(PID),
                fields.takeNumber(LOCAL_ID),
                fields.unknown());
    }

    private Instant moment(String field, PickleValue value) throws StateException {
        if (!(value instanceof PickleValue.Moment moment)) {
            throw new StateException("a time in the field " + field + " is " + Shown.of(value));
        }
        if (moment.offset().isPresent() != family.isAware()) {
            throw new StateException("a time in the field " + field
                    + (family.isAware()
                            ? " has no time zone, as in PyTorch 1.13 to 2.5"
                            : " has a time zone, as in PyTorch 2.6 and later"));
        }
        Instant local = moment.time().toInstant(ZoneOffset.UTC);
        return moment.offset().map(local::minus).orElse(local);
    }
}
