package dev.rendezvous.c10d.pickle;

import java.util.Arrays;
import java.util.Optional;

/**
 * The names of Python that a pickle may contain. All others are refused, and none of them is looked up in this program: a name only
 * chooses a constant.
 */
public enum KnownGlobal {
    /** The class of the state of a rendezvous. */
    STATE("torch.distributed.elastic.rendezvous.dynamic_rendezvous", "_RendezvousState"),
    /** The class of a node. */
    NODE("torch.distributed.elastic.rendezvous.dynamic_rendezvous", "_NodeDesc"),
    /** The class of a moment. */
    DATETIME("datetime", "datetime"),
    /** The class of a fixed time zone. */
    TIMEZONE("datetime", "timezone"),
    /** The class of a time span. */
    TIMEDELTA("datetime", "timedelta"),
    /** The class of sets, by its name in protocol 3 and later. */
    SET("builtins", "set"),
    /** The class of sets, by its name in protocol 2. */
    SET_2("__builtin__", "set"),
    /** The class of immutable sets, by its name in protocol 3 and later. */
    FROZENSET("builtins", "frozenset"),
    /** The class of immutable sets, by its name in protocol 2. */
    FROZENSET_2("__builtin__", "frozenset"),
    /** The function by which protocol 2 makes bytes of a text. */
    ENCODE("_codecs", "encode");

    private final String module;
    private final String member;

    KnownGlobal(String module, String member) {
        this.module = module;
        this.member = member;
    }

    /** {@return the Python module} */
    public String module() {
        return module;
    }

    /** {@return the name in the module} */
    public String member() {
        return member;
    }

    static Optional<KnownGlobal> of(String module, String member) {
        return Arrays.stream(values())
                .filter(known -> known.module.equals(module) && known.member.equals(member))
                .findFirst();
    }
}
