package dev.rendezvous.benchmarks.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/** The least that a program does to find backends through a class loader: list, read, split, remember. Checks nothing. */
final class Floor implements Finder {

    static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";
    private static final String NAME = " name=";

    @Override
    public int find(ClassLoader loader) throws IOException {
        return read(loader).size();
    }

    @Override
    public Object keep(ClassLoader loader) throws IOException {
        return read(loader);
    }

    private static Map<String, String> read(ClassLoader loader) throws IOException {
        Map<String, String> found = new HashMap<>();
        Enumeration<URL> urls = loader.getResources(INDEX);
        while (urls.hasMoreElements()) {
            URLConnection connection = urls.nextElement().openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                split(in.readAllBytes(), found);
            }
        }
        return found;
    }

    private static void split(byte[] bytes, Map<String, String> found) {
        String provider = "";
        int start = 0;
        for (int end = 0; end < bytes.length; end++) {
            if (bytes[end] == '\n') {
                String line = new String(bytes, start, end - start, UTF_8);
                int name = line.indexOf(NAME);
                if (name < 0) {
                    provider = line;
                } else {
                    found.put(line.substring(name + NAME.length(), line.indexOf(' ', name + 1)), provider);
                }
                start = end + 1;
            }
        }
    }
}
