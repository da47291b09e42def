package dev.rendezvous.integration;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;

/** A class loader that writes down what it is asked for by name: resources, and classes by reflection, not those that others refer to. */
final class LoaderLog extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Set<String> resources = Collections.synchronizedSet(new TreeSet<>());
    private final Set<String> classes = Collections.synchronizedSet(new TreeSet<>());

    LoaderLog(Path jar) throws IOException {
        super(new URL[] {jar.toUri().toURL()}, new ClassesOnly());
    }

    Set<String> resources() {
        return resources;
    }

    Set<String> classes() {
        return classes;
    }

    @Override
    public URL getResource(String name) {
        resources.add(name);
        return super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        resources.add(name);
        return super.getResources(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isAskedByReflection()) {
            classes.add(name);
        }
        return super.loadClass(name, resolve);
    }

    private static boolean isAskedByReflection() {
        return StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES)
                .walk(frames -> frames.skip(1)
                        .dropWhile(frame -> frame.getMethodName().equals("loadClass"))
                        .findFirst()
                        .filter(frame -> frame.getClassName().equals(Class.class.getName()))
                        .filter(frame -> frame.getMethodName().startsWith("forName"))
                        .isPresent());
    }
}
