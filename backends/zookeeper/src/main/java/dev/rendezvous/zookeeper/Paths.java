package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.common.PathUtils;

/**
 * Where the keys of a run are: key {@code m/a} in the node {@code /rdzv/RUN/m/a}, and the guard of each key below {@code /rdzv/RUN/g}.
 */
final class Paths {

    private static final String TOP = "/rdzv";

    private final String root;
    private final boolean hasChroot;

    Paths(String run, boolean hasChroot) {
        this.root = TOP + "/" + run;
        this.hasChroot = hasChroot;
    }

    /** {@return the node of the run} */
    String root() {
        return root;
    }

    /**
     * {@return the node of a key}
     *
     * @throws IllegalArgumentException if no key has this form
     */
    String of(String key) {
        if (key.length() > CoordinationSpace.MAX_KEY_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("key \"" + key + "\": expected at most "
                    + CoordinationSpace.MAX_KEY_LENGTH + " characters from ! to ~ of ASCII");
        }
        String path = root + "/" + key;
        PathUtils.validatePath(path);
        return path;
    }

    /** {@return the node above the keys of a prefix} */
    String above(String prefix) {
        return of(prefix.substring(0, prefix.length() - 1));
    }

    /** {@return the node whose existence shows that a node is still in the same life} */
    String guard(String guard) {
        return root + "/g/" + guard;
    }

    /** {@return the containers that a key needs, from the top; the service removes them some time after they have become empty} */
    List<String> containers(String key) {
        List<String> containers = new ArrayList<>(List.of(root, root + "/g"));
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            containers.add(root + "/" + key.substring(0, slash));
        }
        return containers;
    }

    /** {@return the containers that a group needs from its first node on, from the top} */
    List<String> containersOfAGroup() {
        return List.of(root, root + "/g", root + "/m", root + "/r");
    }

    /** {@return whether these are all that the key needs} */
    static boolean isOfAGroup(String key) {
        return key.startsWith("m/") || key.startsWith("r/");
    }

    /** {@return the nodes above all runs, from the top; they stay} */
    List<String> tops() {
        return hasChroot ? List.of("/", TOP) : List.of(TOP);
    }
}
