package dev.rendezvous.c10d.pickle;

import java.util.List;

/** Runs the opcodes of one pickle: those that move values. {@link PickleStack} has the stack, {@link Calls} the calls. */
final class PickleMachine {

    private static final int LOWEST_PROTOCOL = 2;
    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleInput input;
    private final PickleStack stack;
    private final Memo memo;

    PickleMachine(PickleInput input, PickleLimits limits) {
        this.input = input;
        this.stack = new PickleStack(input);
        this.memo = new Memo(input, limits);
    }

    Held run() throws PickleException {
        if (input.isAtEnd() || input.unsignedByte() != Opcode.PROTO) {
            throw new PickleException("not a pickle: the first byte is not the opcode PROTO");
        }
        protocol();
        int opcode = input.unsignedByte();
        while (opcode != Opcode.STOP) {
            if (!scalar(opcode) && !container(opcode) && !memo(opcode) && !call(opcode)) {
                throw new PickleException(String.format("the opcode 0x%02x at byte %d", opcode, input.position() - 1)
                        + ", which no state of a rendezvous has");
            }
            opcode = input.unsignedByte();
        }
        return stack.onlyOne();
    }

    private void protocol() throws PickleException {
        int version = input.unsignedByte();
        if (version < LOWEST_PROTOCOL || version > HIGHEST_PROTOCOL) {
            throw new PickleException(
                    "a pickle of protocol " + version + "; expected " + LOWEST_PROTOCOL + " to " + HIGHEST_PROTOCOL);
        }
    }

    /** {@return whether the opcode was one of those that push a value, or mean nothing here} */
    private boolean scalar(int opcode) throws PickleException {
        switch (opcode) {
            case Opcode.FRAME -> input.longLength();
            case Opcode.NONE -> push(PickleValue.Constant.NONE);
            case Opcode.NEWTRUE -> push(PickleValue.Constant.TRUE);
            case Opcode.NEWFALSE -> push(PickleValue.Constant.FALSE);
            case Opcode.BININT -> push(PickleValue.Whole.of(input.signedInt()));
            case Opcode.BININT1 -> push(PickleValue.Whole.of(input.unsignedByte()));
            case Opcode.BININT2 -> push(PickleValue.Whole.of(input.unsignedShort()));
            case Opcode.LONG1 -> push(new PickleValue.Whole(input.number(input.unsignedByte())));
            case Opcode.LONG4 -> push(new PickleValue.Whole(input.number(input.shortLength())));
            case Opcode.BINFLOAT -> push(new PickleValue.Real(input.real()));
            case Opcode.SHORT_BINUNICODE -> push(new PickleValue.Text(input.text(input.unsignedByte())));
            case Opcode.BINUNICODE -> push(new PickleValue.Text(input.text(input.shortLength())));
            case Opcode.BINUNICODE8 -> push(new PickleValue.Text(input.text(input.longLength())));
            case Opcode.SHORT_BINBYTES -> push(new PickleValue.Octets(input.latin1(input.unsignedByte())));
            case Opcode.BINBYTES -> push(new PickleValue.Octets(input.latin1(input.shortLength())));
            case Opcode.BINBYTES8 -> push(new PickleValue.Octets(input.latin1(input.longLength())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) throws PickleException {
        switch (opcode) {
            case Opcode.MARK -> stack.mark();
            case Opcode.POP -> stack.pop();
            case Opcode.POP_MARK -> stack.popToMark();
            case Opcode.EMPTY_LIST -> stack.push(new Held.Container(Held.Kind.LIST));
            case Opcode.EMPTY_DICT -> stack.push(new Held.Container(Held.Kind.DICT));
            case Opcode.EMPTY_SET -> stack.push(new Held.Container(Held.Kind.SET));
            case Opcode.EMPTY_TUPLE -> stack.push(new Held.Container(Held.Kind.TUPLE));
            case Opcode.TUPLE -> stack.push(new Held.Container(Held.Kind.TUPLE, stack.popToMark()));
            case Opcode.TUPLE1, Opcode.TUPLE2, Opcode.TUPLE3 ->
                stack.push(new Held.Container(Held.Kind.TUPLE, stack.popLast(opcode - Opcode.TUPLE1 + 1)));
            case Opcode.FROZENSET -> stack.push(new Held.Container(Held.Kind.FROZENSET, stack.popToMark()));
            case Opcode.APPEND -> add(Held.Kind.LIST, stack.popLast(1));
            case Opcode.APPENDS -> add(Held.Kind.LIST, stack.popToMark());
            case Opcode.ADDITEMS -> add(Held.Kind.SET, stack.popToMark());
            case Opcode.SETITEM -> add(Held.Kind.DICT, stack.popLast(2));
            case Opcode.SETITEMS -> add(Held.Kind.DICT, stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memo(int opcode) throws PickleException {
        switch (opcode) {
            case Opcode.MEMOIZE -> memo.addNext(stack.top());
            case Opcode.BINPUT -> memo.put(input.unsignedByte(), stack.top());
            case Opcode.LONG_BINPUT -> memo.put(input.signedInt(), stack.top());
            case Opcode.BINGET -> stack.push(memo.get(input.unsignedByte()));
            case Opcode.LONG_BINGET -> stack.push(memo.get(input.signedInt()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean call(int opcode) throws PickleException {
        switch (opcode) {
            case Opcode.GLOBAL -> stack.push(Calls.named(input.line(), input.line(), input.position()));
            case Opcode.STACK_GLOBAL -> {
                List<Held> names = stack.popLast(2);
                stack.push(Calls.named(text(names.get(0)), text(names.get(1)), input.position()));
            }
            case Opcode.NEWOBJ -> {
                List<Held> last = stack.popLast(2);
                stack.push(Calls.object(last.get(0), last.get(1), input.position()));
            }
            case Opcode.REDUCE -> {
                List<Held> last = stack.popLast(2);
                stack.push(Calls.result(last.get(0), last.get(1), input.position()));
            }
            case Opcode.BUILD -> Calls.build(stack.belowTop(), stack.pop(), input.position());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void push(PickleValue value) throws PickleException {
        stack.push(new Held.Fixed(value));
    }

    private void add(Held.Kind kind, List<Held> items) throws PickleException {
        if (!(stack.top() instanceof Held.Container container) || container.kind() != kind) {
            throw new PickleException(
                    "items are added to something else than " + kind + " at byte " + input.position());
        }
        if (kind == Held.Kind.DICT && items.size() % 2 != 0) {
            throw new PickleException("a key without a value at byte " + input.position());
        }
        container.items().addAll(items);
    }

    private String text(Held name) throws PickleException {
        if (name instanceof Held.Fixed fixed && fixed.value() instanceof PickleValue.Text text) {
            return text.value();
        }
        throw new PickleException("a name that is not a text at byte " + input.position());
    }
}
