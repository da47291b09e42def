package dev.rendezvous.c10d.pickle;

import java.util.List;

/** What a pickle calls: the classes and functions of {@link KnownGlobal}, each with the arguments that Python's pickler gives it. */
final class Calls {

    private static final int MOST_CHARACTERS = 80;

    private Calls() {}

    static Held named(String module, String member, int at) throws PickleException {
        return KnownGlobal.of(module, member)
                .map(Held.Global::new)
                .orElseThrow(() -> new PickleException("the name " + shown(module) + "." + shown(member)
                        + " before byte " + at + ", which no state of a rendezvous has"));
    }

    /** {@return a name of a stranger, without what would disturb a log} */
    private static String shown(String name) {
        String start = name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) + "..." : name;
        return start.replaceAll("[^\\p{Alnum}_.$ -]", "?");
    }

    /** {@return a new object of one of the two classes, which take no arguments} */
    static Held object(Held type, Held arguments, int at) throws PickleException {
        if (type instanceof Held.Global global && arguments(arguments, at).isEmpty()) {
            if (global.named() == KnownGlobal.STATE) {
                return new Held.Container(Held.Kind.STATE);
            }
            if (global.named() == KnownGlobal.NODE) {
                return new Held.Container(Held.Kind.NODE);
            }
        }
        throw new PickleException("an object before byte " + at + " that is neither a state nor a node");
    }

    static void build(Held object, Held fields, int at) throws PickleException {
        if (object instanceof Held.Container target
                && (target.kind() == Held.Kind.STATE || target.kind() == Held.Kind.NODE)
                && fields instanceof Held.Container source
                && source.kind() == Held.Kind.DICT) {
            target.items().addAll(source.items());
        } else {
            throw new PickleException("fields before byte " + at + " that are not those of a state or a node");
        }
    }

    static Held result(Held function, Held arguments, int at) throws PickleException {
        if (!(function instanceof Held.Global global)) {
            throw new PickleException("a call before byte " + at + " of something that is not a function");
        }
        List<Held> given = arguments(arguments, at);
        return switch (global.named()) {
            case SET, SET_2 -> new Held.Container(Held.Kind.SET, itemsOf(given, at));
            case FROZENSET, FROZENSET_2 -> new Held.Container(Held.Kind.FROZENSET, itemsOf(given, at));
            case DATETIME -> new Held.Fixed(Times.moment(given, at));
            case TIMEZONE -> new Held.Fixed(Times.zone(given, at));
            case TIMEDELTA -> new Held.Fixed(Times.span(given, at));
            case ENCODE -> new Held.Fixed(encoded(given, at));
            case STATE, NODE -> throw new PickleException("a class that is called before byte " + at);
        };
    }

    private static List<Held> arguments(Held arguments, int at) throws PickleException {
        if (arguments instanceof Held.Container tuple && tuple.kind() == Held.Kind.TUPLE) {
            return tuple.items();
        }
        throw new PickleException("arguments before byte " + at + " that are not a tuple");
    }

    private static List<Held> itemsOf(List<Held> given, int at) throws PickleException {
        if (given.isEmpty()) {
            return given;
        }
        if (given.size() == 1
                && given.get(0) instanceof Held.Container items
                && items.kind() != Held.Kind.STATE
                && items.kind() != Held.Kind.NODE
                && items.kind() != Held.Kind.DICT) {
            return items.items();
        }
        throw new PickleException("a set before byte " + at + " that is not made of a list");
    }

    /** Protocol 2 has no bytes: Python writes them as a text with a character for each byte. */
    private static PickleValue encoded(List<Held> given, int at) throws PickleException {
        if (given.size() == 2
                && given.get(0) instanceof Held.Fixed first
                && first.value() instanceof PickleValue.Text text
                && given.get(1) instanceof Held.Fixed second
                && second.value() instanceof PickleValue.Text charset
                && charset.value().equals("latin1")
                && text.value().chars().allMatch(c -> c <= 0xff)) {
            return new PickleValue.Octets(text.value());
        }
        throw new PickleException("bytes before byte " + at + " that are not a text in latin1");
    }
}
