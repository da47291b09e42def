package dev.rendezvous.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes and reads trees of maps, collections, optionals, texts, numbers and truth values. The only class that knows the library.
 */
final class Json {

    private static final int LAST_PRINTABLE_ASCII = 0x7e;

    private Json() {}

    static void print(Object tree, PrintWriter out) throws IOException {
        out.println(text(tree));
    }

    /** Prints elements as they come, so that nobody has to hold all of them. */
    interface Elements {
        void to(Sink sink) throws IOException, InterruptedException;
    }

    /** Prints one element. */
    interface Sink {
        void add(Object tree) throws IOException;
    }

    /** Prints a list under a name. When the elements end in an exception, what was printed is no complete JSON, so that it shows. */
    static void printList(String name, Elements elements, PrintWriter out) throws IOException, InterruptedException {
        try (JsonGenerator generator = generator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            generator.writeStartObject();
            generator.writeFieldName(name);
            generator.writeStartArray();
            elements.to(tree -> {
                write(tree, generator);
                generator.flush();
            });
            generator.writeEndArray();
            generator.writeEndObject();
        }
        out.println();
    }

    /** {@return the tree as text, with line feeds and without one at the end; the same tree gives the same text} */
    static String text(Object tree) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = generator(text)) {
            write(tree, generator);
        }
        return text.toString();
    }

    /**
     * {@return the tree of a text, of maps, lists, texts, whole numbers, truth values and, for all else, the text of it}
     *
     * @throws IllegalArgumentException saying where the text is no JSON
     */
    static Object parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Object tree = read(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "line " + parser.currentLocation().getLineNr() + " goes on behind the end");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException("line " + line + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator generator = new JsonFactory().createGenerator(out);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        // The rest is escaped: among it are characters that could steer a terminal, which JSON allows as they are.
        generator.setHighestNonEscapedChar(LAST_PRINTABLE_ASCII);
        generator.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
        return generator;
    }

    private static Object read(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("the text ends too early");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    map.put(name, read(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(in));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> in.getIntValue();
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            default -> in.getText();
        };
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
