package dev.rendezvous.cli.inspect.lock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock as a tree of maps, lists, texts and numbers, both ways. The only class that knows the format of a lock. */
public final class LockTree {

    private static final int VERSION = 1;
    private static final String LOCK_VERSION = "lockVersion";
    private static final String JARS = "jars";
    private static final String BACKENDS = "backends";
    private static final String NAME = "name";
    private static final String ALIASES = "aliases";
    private static final String IMPLEMENTATION = "implementation";
    private static final String PROVIDER = "provider";
    private static final String JAR = "jar";
    private static final String SHA256 = "sha256";

    private LockTree() {}

    /**
     * {@return the tree of a lock, always in the same order}
     *
     * @param lock the lock
     */
    public static Map<String, Object> of(Lock lock) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(LOCK_VERSION, VERSION);
        tree.put(JARS, lock.jars().stream().map(LockTree::of).toList());
        tree.put(BACKENDS, lock.backends().stream().map(LockTree::of).toList());
        return tree;
    }

    /**
     * {@return the tree of a backend}
     *
     * @param backend the backend
     */
    public static Map<String, Object> of(LockedBackend backend) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(NAME, backend.name());
        tree.put(ALIASES, backend.aliases());
        tree.put(IMPLEMENTATION, backend.implementation());
        tree.put(PROVIDER, backend.provider());
        tree.put(JAR, backend.jar());
        return tree;
    }

    /**
     * {@return the tree of a jar}
     *
     * @param jar the jar
     */
    public static Map<String, Object> of(LockedJar jar) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(JAR, jar.name());
        tree.put(SHA256, jar.sha256());
        return tree;
    }

    /**
     * {@return the lock of a tree; what later versions add to objects is passed over}
     *
     * @param tree the tree
     * @throws IllegalArgumentException saying what was found where, and what was expected
     */
    public static Lock parse(@Nullable Object tree) {
        Node root = new Node("the lock", tree);
        Object version = root.get(LOCK_VERSION).value;
        if (!Integer.valueOf(VERSION).equals(version)) {
            throw new IllegalArgumentException(
                    "the lock has the version " + version + ", expected " + VERSION + "; read it with a newer rdzv");
        }
        return new Lock(
                root.get(JARS).elements().stream().map(LockTree::jar).toList(),
                root.get(BACKENDS).elements().stream().map(LockTree::backend).toList());
    }

    private static LockedJar jar(Node node) {
        return new LockedJar(node.get(JAR).text(), node.get(SHA256).text());
    }

    private static LockedBackend backend(Node node) {
        return new LockedBackend(
                node.get(NAME).text(),
                node.get(ALIASES).elements().stream().map(Node::text).toList(),
                node.get(IMPLEMENTATION).text(),
                node.get(PROVIDER).text(),
                node.get(JAR).text());
    }

    /**
     * A part of a tree.
     *
     * @param path where it is, as messages show it
     * @param value what it is
     */
    private record Node(String path, @Nullable Object value) {

        Node get(String key) {
            Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
            return new Node(
                    path + "." + key,
                    Optional.ofNullable(child)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    path + " has no \"" + key + "\", expected an object that has it")));
        }

        List<Node> elements() {
            if (!(value instanceof List<?> list)) {
                throw new IllegalArgumentException(path + " is not an array");
            }
            List<Node> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(new Node(path + "[" + elements.size() + "]", element));
            }
            return elements;
        }

        String text() {
            if (value instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException(path + " is not a text");
        }
    }
}
