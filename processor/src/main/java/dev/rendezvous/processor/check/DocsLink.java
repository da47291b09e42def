package dev.rendezvous.processor.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The address of the diagnostics page, which the build writes into a resource. */
final class DocsLink {

    static final String PAGE = read();

    private DocsLink() {}

    /** A message without a link is better than no message. */
    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = DocsLink.class.getResourceAsStream("docs.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException noLink) {
            return "docs/diagnostics.md";
        }
        return properties.getProperty("diagnostics", "docs/diagnostics.md");
    }
}
