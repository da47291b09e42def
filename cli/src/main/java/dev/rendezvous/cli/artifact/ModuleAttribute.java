package dev.rendezvous.cli.artifact;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a module descriptor says of a module.
 *
 * @param name the name of the module
 * @param provides the binary names of the classes that it provides, by the service
 */
record ModuleAttribute(String name, Map<String, SortedSet<String>> provides) {

    /** JVMS 4.7.25. */
    static ModuleAttribute read(ByteBuffer in, ConstantPool constants) {
        String name = constants.moduleName(unsigned(in));
        ConstantPool.skip(in, 4); // flags, version
        ConstantPool.skip(in, 6 * unsigned(in)); // requires
        skipPackages(in); // exports
        skipPackages(in); // opens
        ConstantPool.skip(in, 2 * unsigned(in)); // uses
        Map<String, SortedSet<String>> provides = new TreeMap<>();
        int services = unsigned(in);
        for (int i = 0; i < services; i++) {
            SortedSet<String> classes =
                    provides.computeIfAbsent(constants.className(unsigned(in)), key -> new TreeSet<>());
            int count = unsigned(in);
            for (int j = 0; j < count; j++) {
                classes.add(constants.className(unsigned(in)));
            }
        }
        return new ModuleAttribute(name, provides);
    }

    private static void skipPackages(ByteBuffer in) {
        int packages = unsigned(in);
        for (int i = 0; i < packages; i++) {
            ConstantPool.skip(in, 4); // package, flags
            ConstantPool.skip(in, 2 * unsigned(in)); // to whom
        }
    }

    private static int unsigned(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }
}
