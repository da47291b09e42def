package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.RuntimeNames;

/**
 * The part of the annotation that a finding is about. What the author did not write falls back to the whole annotation.
 *
 * @param member the annotation's member; empty for the whole annotation
 * @param index the item of a member that is a list; {@link #NO_INDEX} for the whole member
 * @param nested the member of the item, where the item is itself an annotation; empty for the whole item
 */
public record Place(String member, int index, String nested) {

    public static final int NO_INDEX = -1;

    public static final Place ANNOTATION = new Place("", NO_INDEX, "");

    static Place member(String member) {
        return new Place(member, NO_INDEX, "");
    }

    static Place alias(int index) {
        return new Place(RuntimeNames.ALIASES, index, "");
    }

    static Place option(String list, int index, String nested) {
        return new Place(list, index, nested);
    }

    static Place optionSet(int index) {
        return new Place(RuntimeNames.OPTIONS_FROM, index, "");
    }
}
