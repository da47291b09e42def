package dev.rendezvous.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the classes that are compiled: small backends that differ in nothing but their number and one annotation. */
final class Sources {

    static final String PACKAGE = "com.acme.backends";
    static final String PREFIX = "Backend";

    private Sources() {}

    /**
     * {@return the files}
     *
     * @param folder where they go
     * @param count how many classes
     * @param annotation in front of each class; {@code %d} in it is the number of the class
     */
    static List<Path> write(Path folder, int count, String annotation) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Path file = folder.resolve(PREFIX + number + ".java");
            files.add(Files.writeString(file, source(number, annotation.replace("%d", Integer.toString(number)))));
        }
        return files;
    }

    private static String source(int number, String annotation) {
        return """
                package com.acme.backends;

                import dev.rendezvous.RendezvousHandler;
                import dev.rendezvous.benchmarks.ExtensibleHandler;
                import dev.rendezvous.RendezvousInfo;
                import dev.rendezvous.RendezvousParameters;
                import dev.rendezvous.Store;
                import java.time.Duration;
                import java.util.Optional;

                %2$s
                public final class Backend%1$d implements ExtensibleHandler {
                    private final RendezvousParameters parameters;
                    private final Store store = Store.inMemory(Duration.ofSeconds(30));
                    private volatile boolean closed;

                    public Backend%1$d(RendezvousParameters parameters) {
                        this.parameters = parameters;
                    }

                    @Override
                    public String backend() {
                        return parameters.backend();
                    }

                    @Override
                    public String runId() {
                        return parameters.runId();
                    }

                    @Override
                    public RendezvousInfo nextRendezvous() {
                        return RendezvousInfo.builder(store, 0, 1).build();
                    }

                    @Override
                    public boolean isRunClosed() {
                        return closed;
                    }

                    @Override
                    public void closeRun() {
                        closed = true;
                    }

                    @Override
                    public int numNodesWaiting() {
                        return 0;
                    }

                    @Override
                    public boolean shutdown() {
                        closeRun();
                        return true;
                    }

                    @Override
                    public void close() {
                        store.close();
                    }
                }
                """.formatted(number, annotation);
    }
}
