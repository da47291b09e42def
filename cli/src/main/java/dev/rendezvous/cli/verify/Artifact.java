package dev.rendezvous.cli.verify;

import dev.rendezvous.index.IndexFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What verification knows of one jar or class folder.
 *
 * @param path where it is
 * @param index its index; one without lines where it has none
 * @param classes the binary names of the classes that a class loader finds in it
 * @param backends the annotated classes and methods
 * @param markers what generated providers say, by the name of the provider class
 * @param damages what could not be read
 */
record Artifact(
        Path path,
        IndexFile index,
        Set<String> classes,
        List<Backend> backends,
        Map<String, Marker> markers,
        List<Finding> damages) {}
