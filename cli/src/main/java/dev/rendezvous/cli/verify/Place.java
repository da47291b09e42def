package dev.rendezvous.cli.verify;

import java.nio.file.Path;

/**
 * Where something is wrong.
 *
 * @param path the jar or class folder
 * @param line the line of its index, from 1; 0 where it is about no line
 * @param file the file or class inside; empty where it is about the whole, or about a line
 */
public record Place(Path path, int line, String file) {

    static Place of(Path path) {
        return new Place(path, 0, "");
    }

    Place at(int number) {
        return new Place(path, number, "");
    }

    Place at(String name) {
        return new Place(path, 0, name);
    }

    @Override
    public String toString() {
        return path + (line > 0 ? ", index line " + line : "") + (file.isEmpty() ? "" : ", " + file);
    }
}
