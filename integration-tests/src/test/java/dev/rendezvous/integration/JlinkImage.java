package dev.rendezvous.integration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application and its backends as named modules, linked into an image of their own. */
final class JlinkImage {

    private static final String BACKEND_MODULE = """
            module com.%1$s {
                requires dev.rendezvous.runtime;
                requires static dev.rendezvous.annotations;
                provides dev.rendezvous.spi.RendezvousBackendProvider with com.%1$s.%2$s_RendezvousProvider;
            }
            """;

    private JlinkImage() {}

    static Path in(Path work, String main) throws Exception {
        Path image = work.resolve("image");
        Path application = Author.buildModuleJar(
                work,
                "com.app",
                Map.of(
                        "module-info.java",
                        "module com.app { requires dev.rendezvous.runtime; }",
                        "com/app/Main.java",
                        main));
        Path one = backend(work, "one", "One");
        Path two = backend(work, "two", "Two");
        ToolProcess.run(
                work,
                List.of(
                        PackedApplication.currentJava().resolveSibling("jlink").toString(),
                        "--module-path",
                        Author.path(application, one, two, Author.runtimeJar(), Author.indexJar()),
                        "--add-modules",
                        "com.app,com.one,com.two",
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        image.toString()));
        return image;
    }

    private static Path backend(Path work, String name, String type) throws Exception {
        return Author.buildModuleJar(
                work,
                "com." + name,
                Map.of(
                        "module-info.java",
                        BACKEND_MODULE.formatted(name, type),
                        "com/" + name + "/" + type + ".java",
                        Author.handler("com." + name, type, name)));
    }
}
