package dev.rendezvous.engine.cell;

import java.util.Locale;

/** Writes the fields of one value. */
final class FieldWriter {

    /** What needs no encoding in a field; a blank, a percent sign and all beyond ASCII do. */
    static final String KEPT = "-_.~:/+,=@[]()!*'";

    private final StringBuilder line = new StringBuilder(FieldReader.HEADER);

    FieldWriter text(String name, String value) {
        line.append(' ').append(name).append('=').append(Percent.encode(value, KEPT));
        return this;
    }

    /** Leaves an empty value out; the reader takes a missing field for it. */
    FieldWriter optionalText(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    FieldWriter number(String name, long value) {
        line.append(' ').append(name).append('=').append(value);
        return this;
    }

    FieldWriter flag(String name, boolean value) {
        return value ? number(name, 1) : this;
    }

    FieldWriter constant(String name, Enum<?> value) {
        return text(name, value.name().toLowerCase(Locale.ROOT));
    }

    String line() {
        return line.toString();
    }
}
