package dev.rendezvous.cli.inspect.artifact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a class file says of its class.
 *
 * @param name the binary name of the class
 * @param isConstructible whether it is public, not abstract, and has a public constructor without parameters
 * @param supertypes the binary names of its superclass, if it has one, and of its interfaces
 * @param annotations those that were asked for, in the order of the file
 * @param module what it says of a module; empty for a class
 */
record ClassFile(
        String name,
        boolean isConstructible,
        List<String> supertypes,
        List<Annotated> annotations,
        Optional<ModuleDescription> module) {

    /**
     * An annotation and where it stands.
     *
     * @param method the name of the method; empty for the class itself
     * @param values what it says
     */
    record Annotated(Optional<String> method, AnnotationValues values) {}

    /**
     * What a module descriptor says.
     *
     * @param name the name of the module
     * @param provides the binary names of the classes that it provides, by the service
     */
    record ModuleDescription(String name, Map<String, SortedSet<String>> provides) {}
}
