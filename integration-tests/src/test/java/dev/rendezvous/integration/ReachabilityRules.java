package dev.rendezvous.integration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The rules of GraalVM's schema for reachability metadata, version 1.2.0, as far as it is about types that have a name and
 * about resources, and the rules of the manual for globs. Written after the schema, which is not ours to copy.
 */
final class ReachabilityRules {

    private static final Set<String> FLAGS = Set.of(
            "allDeclaredMethods",
            "allDeclaredFields",
            "allDeclaredConstructors",
            "allPublicMethods",
            "allPublicFields",
            "allPublicConstructors",
            "unsafeAllocated",
            "serializable",
            "jniAccessible");

    private final List<String> violations = new ArrayList<>();

    private ReachabilityRules() {}

    /** {@return what in a file breaks a rule} */
    static List<String> violations(JsonNode file) {
        ReachabilityRules rules = new ReachabilityRules();
        rules.object("file", file, (key, value) -> {
            switch (key) {
                case "comment" -> rules.texts(key, value);
                case "reflection" -> rules.each(key, value, rules::reflection);
                case "resources" -> rules.each(key, value, rules::resource);
                default -> rules.unknown(key);
            }
        });
        return rules.violations;
    }

    private void reflection(String where, JsonNode entry) {
        object(where, entry, (key, value) -> {
            switch (key) {
                case "reason" -> texts(key, value);
                case "condition" -> condition(key, value);
                case "type" -> text(key, value);
                case "methods" -> each(key, value, this::method);
                case "fields" -> each(key, value, this::field);
                default -> flag(key, value);
            }
        });
        check(entry.has("type"), where + " has no type");
    }

    private void resource(String where, JsonNode entry) {
        object(where, entry, (key, value) -> {
            switch (key) {
                case "reason" -> texts(key, value);
                case "condition" -> condition(key, value);
                case "module", "bundle" -> text(key, value);
                case "glob" -> glob(key, value);
                default -> unknown(key);
            }
        });
        check(entry.has("glob") != entry.has("bundle"), where + " is not one of glob and bundle");
    }

    private void condition(String where, JsonNode condition) {
        object(where, condition, (key, value) -> {
            check(key.equals("typeReached"), where + " has " + key);
            text(key, value);
        });
        check(condition.has("typeReached"), where + " has no typeReached");
    }

    private void method(String where, JsonNode method) {
        object(where, method, (key, value) -> {
            switch (key) {
                case "name" -> text(key, value);
                case "parameterTypes" -> each(key, value, this::text);
                default -> unknown(key);
            }
        });
        check(method.has("name"), where + " has no name");
    }

    private void field(String where, JsonNode field) {
        object(where, field, (key, value) -> {
            check(key.equals("name"), where + " has " + key);
            text(key, value);
        });
        check(field.has("name"), where + " has no name");
    }

    private void glob(String where, JsonNode glob) {
        text(where, glob);
        for (String level : glob.asText().split("/", -1)) {
            check(!level.isEmpty(), where + " has an empty level");
            check(!level.contains("**") || level.equals("**"), where + " has more beside ** on a level");
        }
    }

    private void flag(String key, JsonNode value) {
        check(FLAGS.contains(key) && value.isBoolean(), key + " is " + value);
    }

    private void texts(String where, JsonNode value) {
        if (value.isArray()) {
            each(where, value, this::text);
        } else {
            text(where, value);
        }
    }

    private void text(String where, JsonNode value) {
        check(value.isTextual(), where + " is no text");
    }

    private void each(String where, JsonNode array, BiConsumer<String, JsonNode> rule) {
        check(array.isArray(), where + " is no list");
        array.forEach(item -> rule.accept(where, item));
    }

    private void object(String where, JsonNode object, BiConsumer<String, JsonNode> rule) {
        check(object.isObject(), where + " is no object");
        object.properties().forEach(property -> rule.accept(property.getKey(), property.getValue()));
    }

    private void unknown(String key) {
        violations.add("there is no " + key);
    }

    private void check(boolean right, String violation) {
        if (!right) {
            violations.add(violation);
        }
    }
}
