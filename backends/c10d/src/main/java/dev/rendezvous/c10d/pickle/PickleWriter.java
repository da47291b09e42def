package dev.rendezvous.c10d.pickle;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes values as a pickle of protocol 2, which every Python 3 reads. Names, time zones and nodes are written once and mentioned again,
 * as Python's own pickler does it.
 */
public final class PickleWriter {

    private static final int PROTOCOL = 2;
    private static final int LARGEST_BYTE = 0xff;
    private static final int LARGEST_SHORT = 0xffff;

    private final PickleOutput output = new PickleOutput();
    private final Map<PickleValue, Integer> memo = new HashMap<>();

    /** By identity: comparing all fields of all nodes would take most of the time. */
    private final IdentityHashMap<PickleValue.Instance, Integer> nodes = new IdentityHashMap<>();

    private PickleWriter() {}

    /**
     * {@return the pickle of a value}
     *
     * @param value a value; a node that it has twice is written once if it is the same object
     */
    public static byte[] write(PickleValue value) {
        PickleWriter writer = new PickleWriter();
        writer.output.opcode(Opcode.PROTO).oneByte(PROTOCOL);
        writer.put(value);
        writer.output.opcode(Opcode.STOP);
        return writer.output.toByteArray();
    }

    private void put(PickleValue value) {
        if (value instanceof PickleValue.Constant constant) {
            putConstant(constant);
        } else if (value instanceof PickleValue.Whole whole) {
            putNumber(whole.value());
        } else if (value instanceof PickleValue.Text text) {
            output.opcode(Opcode.BINUNICODE).text(text.value());
        } else if (value instanceof PickleValue.Real real) {
            output.opcode(Opcode.BINFLOAT).real(real.value());
        } else if (value instanceof PickleValue.Sequence sequence) {
            putSequence(sequence);
        } else if (value instanceof PickleValue.Mapping mapping) {
            output.opcode(Opcode.EMPTY_DICT);
            putEntries(mapping.entries());
        } else {
            putCalled(value);
        }
    }

    private void putCalled(PickleValue value) {
        if (value instanceof PickleValue.Instance instance) {
            putInstance(instance);
        } else if (value instanceof PickleValue.Moment moment) {
            putMoment(moment);
        } else if (value instanceof PickleValue.Zone zone) {
            once(zone, () -> call(KnownGlobal.TIMEZONE, List.of(new PickleValue.Span(zone.offset()))));
        } else if (value instanceof PickleValue.Span span) {
            putSpan(span);
        } else if (value instanceof PickleValue.Group group) {
            call(
                    group.mutable() ? KnownGlobal.SET_2 : KnownGlobal.FROZENSET_2,
                    List.of(new PickleValue.Sequence(true, group.items())));
        } else if (value instanceof PickleValue.Octets octets) {
            call(KnownGlobal.ENCODE, List.of(new PickleValue.Text(octets.latin1()), new PickleValue.Text("latin1")));
        } else if (value instanceof PickleValue.Named named) {
            putName(named.named());
        }
    }

    private void putConstant(PickleValue.Constant constant) {
        output.opcode(
                switch (constant) {
                    case NONE -> Opcode.NONE;
                    case TRUE -> Opcode.NEWTRUE;
                    case FALSE -> Opcode.NEWFALSE;
                });
    }

    private void putNumber(BigInteger number) {
        if (number.bitLength() >= Integer.SIZE) {
            output.opcode(Opcode.LONG1).number(number);
        } else {
            putNumber(number.intValue());
        }
    }

    private void putNumber(int number) {
        if (number >= 0 && number <= LARGEST_BYTE) {
            output.opcode(Opcode.BININT1).oneByte(number);
        } else if (number >= 0 && number <= LARGEST_SHORT) {
            output.opcode(Opcode.BININT2).twoBytes(number);
        } else {
            output.opcode(Opcode.BININT).fourBytes(number);
        }
    }

    private void putSequence(PickleValue.Sequence sequence) {
        if (!sequence.mutable()) {
            putTuple(sequence.items());
            return;
        }
        output.opcode(Opcode.EMPTY_LIST);
        if (!sequence.items().isEmpty()) {
            output.opcode(Opcode.MARK);
            sequence.items().forEach(this::put);
            output.opcode(Opcode.APPENDS);
        }
    }

    private void putTuple(List<PickleValue> items) {
        if (items.isEmpty()) {
            output.opcode(Opcode.EMPTY_TUPLE);
        } else if (items.size() <= Opcode.TUPLE3 - Opcode.TUPLE1 + 1) {
            items.forEach(this::put);
            output.opcode(Opcode.TUPLE1 + items.size() - 1);
        } else {
            output.opcode(Opcode.MARK);
            items.forEach(this::put);
            output.opcode(Opcode.TUPLE);
        }
    }

    private void putEntries(List<PickleValue.Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        output.opcode(Opcode.MARK);
        for (PickleValue.Entry entry : entries) {
            if (entry.key() instanceof PickleValue.Text name) {
                once(name, () -> put(name));
            } else {
                put(entry.key());
            }
            put(entry.value());
        }
        output.opcode(Opcode.SETITEMS);
    }

    private void putInstance(PickleValue.Instance instance) {
        Runnable write = () -> {
            putName(instance.type());
            output.opcode(Opcode.EMPTY_TUPLE).opcode(Opcode.NEWOBJ).opcode(Opcode.EMPTY_DICT);
            putEntries(instance.fields());
            output.opcode(Opcode.BUILD);
        };
        if (instance.type() == KnownGlobal.NODE) {
            once(instance, write);
        } else {
            write.run();
        }
    }

    private void putMoment(PickleValue.Moment moment) {
        LocalDateTime time = moment.time();
        List<PickleValue> arguments = IntStream.of(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond(),
                        time.getNano() / 1000)
                .mapToObj(PickleValue.Whole::of)
                .collect(Collectors.toList());
        moment.offset().ifPresent(offset -> arguments.add(new PickleValue.Zone(offset)));
        call(KnownGlobal.DATETIME, arguments);
    }

    private void putSpan(PickleValue.Span span) {
        long days = span.length().toDays();
        Duration rest = span.length().minusDays(days);
        call(
                KnownGlobal.TIMEDELTA,
                List.of(
                        PickleValue.Whole.of(days),
                        PickleValue.Whole.of(rest.getSeconds()),
                        PickleValue.Whole.of(rest.getNano() / 1000)));
    }

    private void call(KnownGlobal function, List<PickleValue> arguments) {
        putName(function);
        putTuple(arguments);
        output.opcode(Opcode.REDUCE);
    }

    private void putName(KnownGlobal name) {
        once(
                new PickleValue.Named(name),
                () -> output.opcode(Opcode.GLOBAL).line(name.module()).line(name.member()));
    }

    private void once(PickleValue value, Runnable write) {
        Integer number = value instanceof PickleValue.Instance node ? nodes.get(node) : memo.get(value);
        if (number != null) {
            numbered(number, Opcode.BINGET, Opcode.LONG_BINGET);
            return;
        }
        write.run();
        int next = memo.size() + nodes.size();
        if (value instanceof PickleValue.Instance node) {
            nodes.put(node, next);
        } else {
            memo.put(value, next);
        }
        numbered(next, Opcode.BINPUT, Opcode.LONG_BINPUT);
    }

    private void numbered(int number, int shortOpcode, int longOpcode) {
        if (number <= LARGEST_BYTE) {
            output.opcode(shortOpcode).oneByte(number);
        } else {
            output.opcode(longOpcode).fourBytes(number);
        }
    }
}
