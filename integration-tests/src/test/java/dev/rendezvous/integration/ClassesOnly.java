package dev.rendezvous.integration;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The classes of these tests without their resources, as a parent for plugins: on the class path here there is the command too, which
 * brings backends of its own.
 */
final class ClassesOnly extends ClassLoader {

    ClassesOnly() {
        super(ClassesOnly.class.getClassLoader());
    }

    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
