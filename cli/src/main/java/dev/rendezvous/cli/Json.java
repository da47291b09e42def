package dev.rendezvous.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Writes trees of maps, collections, optionals, texts, numbers and truth values. The only class that knows the library. */
final class Json {

    private static final int LAST_PRINTABLE_ASCII = 0x7e;

    private Json() {}

    static void print(Object tree, PrintWriter out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            // The rest is escaped: among it are characters that could steer a terminal, which JSON allows as they are.
            generator.setHighestNonEscapedChar(LAST_PRINTABLE_ASCII);
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            write(tree, generator);
        }
        out.println(text);
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof Collection<?> collection) {
            out.writeStartArray();
            for (Object element : collection) {
                write(element, out);
            }
            out.writeEndArray();
        } else {
            writeScalar(value, out);
        }
    }

    private static void writeScalar(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                write(optional.get(), out);
            } else {
                out.writeNull();
            }
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(value.toString());
        }
    }
}
