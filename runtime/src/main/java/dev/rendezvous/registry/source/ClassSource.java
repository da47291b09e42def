package dev.rendezvous.registry.source;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the classes that an index lists are looked up: a class loader, or one module of a layer. */
public sealed interface ClassSource {

    /** {@return the class, loaded and not initialised} */
    Class<?> load(String className) throws ClassNotFoundException;

    /** {@return the jar, directory or module that the class would be taken from; loads nothing} */
    Optional<URI> originOf(String className);

    /** {@return the loader from which the class comes; loads nothing} */
    Definer definerOf(String className);

    /** {@return whether the file of a class is found; loads nothing} */
    boolean hasClass(String className);

    /** {@return whether an index is still found, which those of a closed loader are not} */
    boolean finds(Origin index);

    /** {@return the path of the file of a class} */
    static String pathOf(String className) {
        return className.replace('.', '/') + ".class";
    }

    /**
     * A loader from which a class comes.
     *
     * @param loader the loader; null for the one of the platform's base
     * @param isDefiner whether it is known to define the class itself, and not to ask another loader
     */
    record Definer(@Nullable ClassLoader loader, boolean isDefiner) {

        /**
         * {@return whether both are one loader}
         *
         * @param other the other one
         */
        public boolean is(Definer other) {
            return loader == other.loader;
        }
    }

    /** What a class loader sees. */
    record OfLoader(ClassLoader loader) implements ClassSource {

        @Override
        public Class<?> load(String className) throws ClassNotFoundException {
            return Class.forName(className, false, loader);
        }

        @Override
        public Optional<URI> originOf(String className) {
            String path = ClassSource.pathOf(className);
            URL url = loader.getResource(path);
            return url == null ? Optional.empty() : Locations.origin(url.toExternalForm(), path);
        }

        /** If each loader asks its parent first, the class comes from the uppermost loader that sees it. */
        @Override
        public Definer definerOf(String className) {
            String path = ClassSource.pathOf(className);
            ClassLoader definer = loader;
            ClassLoader current = loader;
            while (asksParentFirst(current) && current.getParent() != null) {
                current = current.getParent();
                definer = current.getResource(path) == null ? definer : current;
            }
            return new Definer(definer, asksParentFirst(definer));
        }

        @Override
        public boolean hasClass(String className) {
            return loader.getResource(ClassSource.pathOf(className)) != null;
        }

        @Override
        public boolean finds(Origin index) {
            try {
                Enumeration<URL> urls = loader.getResources(index.path());
                boolean found = false;
                while (urls.hasMoreElements() && !found) {
                    found = urls.nextElement().toExternalForm().equals(index.resource());
                }
                return found;
            } catch (IOException e) {
                return false;
            }
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
        public Definer definerOf(String className) {
            return new Definer(module.getClassLoader(), true);
        }

        /** {@return false} The index of a module is of the same jar, whose tools do not join two. */
        @Override
        public boolean hasClass(String className) {
            return false;
        }

        /** {@return true} A module is found as long as its layer is there. */
        @Override
        public boolean finds(Origin index) {
            return true;
        }
    }
}
