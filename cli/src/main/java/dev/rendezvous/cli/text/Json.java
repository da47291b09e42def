package dev.rendezvous.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads trees of maps, collections, texts, numbers, truth values and nulls. The only class that knows the library. */
public final class Json {

    private static final int LAST_PRINTABLE_ASCII = 0x7e;
    private static final JSON TREES = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    /**
     * Prints a tree, and a line end.
     *
     * @param tree the tree
     * @param out where to print
     * @throws IOException if the tree has something that is not of JSON
     */
    public static void print(Object tree, PrintWriter out) throws IOException {
        out.println(text(tree));
    }

    /** Prints elements one by one, so that the list is never in memory as a whole. */
    public interface Elements {
        /**
         * Gives all elements to the sink.
         *
         * @param sink takes the elements
         * @throws IOException if the sink fails
         * @throws InterruptedException if the thread is interrupted while an element is made
         */
        void to(Sink sink) throws IOException, InterruptedException;
    }

    /** Prints one element. */
    public interface Sink {
        /**
         * Prints the element.
         *
         * @param tree the element
         * @throws IOException if it cannot be printed
         */
        void add(Object tree) throws IOException;
    }

    /**
     * Prints a list under a name. If the elements end in an exception, the text ends without its last brackets, so that it shows.
     *
     * @param name the name
     * @param elements the elements
     * @param out where to print
     * @throws IOException if an element cannot be printed
     * @throws InterruptedException if the thread is interrupted while an element is made
     */
    public static void printList(String name, Elements elements, PrintWriter out)
            throws IOException, InterruptedException {
        try (JsonGenerator generator = generator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            generator.writeStartObject();
            generator.writeArrayFieldStart(name);
            elements.to(tree -> TREES.write(tree, generator));
            generator.writeEndArray();
            generator.writeEndObject();
        }
        out.println();
    }

    /**
     * {@return the trees of all elements, in their order}
     *
     * @param <T> the type of the elements
     * @param elements the elements
     * @param tree makes the tree of one
     */
    public static <T> List<Map<String, @Nullable Object>> trees(
            Collection<T> elements, Function<T, Map<String, @Nullable Object>> tree) {
        return elements.stream().map(tree).toList();
    }

    /**
     * {@return the tree as text, with line feeds and without one at the end; the same tree gives the same text}
     *
     * @param tree the tree
     * @throws IOException if the tree has something that is not of JSON
     */
    public static String text(Object tree) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = generator(text)) {
            TREES.write(tree, generator);
        }
        return text.toString();
    }

    /**
     * {@return the tree of a text; null only for the text {@code null}}
     *
     * @param text the text
     * @throws IOException never, since the text is in memory
     * @throws IllegalArgumentException naming the line where the text is not JSON
     */
    public static @Nullable Object parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            Object tree = TREES.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "line " + parser.currentLocation().getLineNr() + " has text after the end of the JSON value");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException("line " + line + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator generator = new JsonFactory().createGenerator(out);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        // All other characters are escaped. JSON allows them, and some of them could steer a terminal.
        generator.setHighestNonEscapedChar(LAST_PRINTABLE_ASCII);
        generator.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
        return generator;
    }
}
