package dev.rendezvous.cli.paths;

import java.util.Set;

/** Files that a desktop leaves in folders and archives. They look like jars or class files at times and are none. */
public final class DesktopFiles {

    private static final Set<String> NAMES =
            Set.of(".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini");

    private DesktopFiles() {}

    /**
     * {@return whether the file is such a one}
     *
     * @param name its name, with or without folders, with slashes
     */
    public static boolean isOne(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.startsWith("._") || NAMES.contains(file) || name.startsWith("__MACOSX/");
    }
}
