package dev.rendezvous;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;

/** Where the classes that an index lists are looked up: a class loader, or one module of a layer. */
sealed interface ClassSource {

    /** {@return the class, loaded and not initialised} */
    Class<?> load(String className) throws ClassNotFoundException;

    /** {@return the jar, directory or module that the class would be taken from; loads nothing} */
    Optional<URI> originOf(String className);

    /**
     * {@return whether a class that this source sees is surely the one that the other source gives, because every loader on the
     * way up to the other asks its parent first} It may be the same even if this returns false.
     */
    boolean delegatesTo(ClassSource other);

    /** What a class loader sees. */
    record OfLoader(ClassLoader loader) implements ClassSource {

        @Override
        public Class<?> load(String className) throws ClassNotFoundException {
            return Class.forName(className, false, loader);
        }

        @Override
        public Optional<URI> originOf(String className) {
            String path = className.replace('.', '/') + ".class";
            URL url = loader.getResource(path);
            return url == null ? Optional.empty() : Locations.origin(Locations.uri(url), path);
        }

        @Override
        public boolean delegatesTo(ClassSource other) {
            if (!(other instanceof OfLoader target)) {
                return false;
            }
            ClassLoader current = loader;
            while (current != null && current != target.loader() && asksParentFirst(current)) {
                current = current.getParent();
            }
            return current == target.loader();
        }

        private static boolean asksParentFirst(ClassLoader loader) {
            return loader.getClass() == URLClassLoader.class
                    || loader.getClass().getName().startsWith("jdk.internal.loader.ClassLoaders$");
        }
    }

    /** What lies in one named module. */
    record OfModule(Module module, Optional<URI> location) implements ClassSource {

        @Override
        public Class<?> load(String className) throws ClassNotFoundException {
            Class<?> found = Class.forName(module, className);
            if (found == null) {
                throw new ClassNotFoundException(className + " is not in the module " + module.getName());
            }
            return found;
        }

        @Override
        public Optional<URI> originOf(String className) {
            return location;
        }

        @Override
        public boolean delegatesTo(ClassSource other) {
            return equals(other);
        }
    }
}
