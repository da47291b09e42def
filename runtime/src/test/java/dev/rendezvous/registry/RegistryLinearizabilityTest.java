package dev.rendezvous.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Lets Lincheck call the registry from several threads at once, in orders of its own choice, and look for results that no order of
 * one call after the other explains. Public, and with public operations, since Lincheck asks for that.
 *
 * <p>What a discovery returns is not looked at: one that is overtaken, or forgotten, tells what it changed, which is nothing, and not
 * what it would have changed alone.
 */
public class RegistryLinearizabilityTest {

    private static final ClassLoader ALPHA = new IndexedLoader("alpha", "com.acme.Alpha");
    private static final ClassLoader RIVAL = new IndexedLoader("alpha", "com.acme.Rival");
    private static final RendezvousHandlerFactory FACTORY = parameters -> new StubHandler("alpha");

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void concurrentViewsMatchSomeOrderOfTheCalls() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(6)
                .invocationsPerIteration(150)
                .check(RegistryLinearizabilityTest.class);
    }

    /** An operation. */
    @Operation
    public void discover() {
        registry.discover(ALPHA);
    }

    /** An operation. */
    @Operation
    public void discoverRival() {
        registry.discover(RIVAL);
    }

    /** {@return whether there was something to forget} */
    @Operation
    public boolean forget() {
        return registry.forget(ALPHA);
    }

    /** {@return whether there was something to forget} */
    @Operation
    public boolean forgetRival() {
        return registry.forget(RIVAL);
    }

    /** An operation. */
    @Operation
    public void register() {
        registry.register("alpha", FACTORY);
    }

    /** An operation. */
    @Operation
    public void prefer() {
        registry.prefer("alpha", "com.acme.Rival");
    }

    /** {@return whether the name is taken} */
    @Operation
    public boolean contains() {
        return registry.contains("alpha");
    }

    /** {@return the class that the name stands for} */
    @Operation
    public String find() {
        return registry.find("alpha")
                .map(BackendDescriptor::implementationClass)
                .orElse("none");
    }

    /** {@return how many backends there are} */
    @Operation
    public int backends() {
        return registry.backends().size();
    }

    /** A loader that sees one index, of one backend, whose classes are never asked for. */
    private static final class IndexedLoader extends ClassLoader {
        private final byte[] index;
        private final String place;

        IndexedLoader(String name, String type) {
            super(null);
            String provider = type + "_RendezvousProvider";
            this.index = (provider + "\n#rendezvous:1 " + provider + " name=" + name + " implementation=" + type + "\n")
                    .getBytes(UTF_8);
            this.place = "memory:/" + type + "/" + PluginJar.INDEX;
        }

        @Override
        public Enumeration<URL> getResources(String path) throws IOException {
            return Collections.enumeration(List.of(new URL(null, place, new Memory(index))));
        }
    }

    /** Bytes as a resource. */
    private static final class Memory extends URLStreamHandler {
        private final byte[] bytes;

        Memory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
