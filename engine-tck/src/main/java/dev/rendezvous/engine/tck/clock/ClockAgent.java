package dev.rendezvous.engine.tck.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Gives a JVM a wall clock that is wrong and jumps, while the rest of the machine keeps its time. {@code System.nanoTime} stays as it is,
 * since the clock of an interval is not set by anything.
 */
public final class ClockAgent {

    private static final String PACKAGE = "dev/rendezvous/engine/tck/clock/";
    private static final String TARGET = PACKAGE + "SkewedClock";

    private ClockAgent() {}

    /**
     * {@return the options of {@code java} that start a JVM with such a clock}
     *
     * @param folder where the jar of the agent is written, if it is not there
     * @param offset how far the clock is ahead, and behind, in turns
     */
    public static String[] options(Path folder, Duration offset) throws IOException {
        Path jar = folder.resolve("clock-agent.jar");
        if (Files.notExists(jar)) {
            write(jar);
        }
        String agent = "-javaagent:" + jar + "=" + offset.toMillis() + "@" + jar;
        // The JVM warns that it cannot share classes with others.
        return new String[] {agent, "-XX:-PrintWarnings"};
    }

    /**
     * The JVM calls it before the main method.
     *
     * @param argument the offset in milliseconds, then {@code @} and the jar of the agent
     * @param jvm changes classes
     */
    public static void premain(String argument, Instrumentation jvm) throws IOException, UnmodifiableClassException {
        int at = argument.indexOf('@');
        // Classes of the JDK find the clock through the boot class loader.
        jvm.appendToBootstrapClassLoaderSearch(new JarFile(argument.substring(at + 1)));
        SkewedClock.skew(Long.parseLong(argument.substring(0, at)));
        jvm.addTransformer(new Redirection(), true);
        jvm.retransformClasses(Clock.class, Date.class);
    }

    /** Sends each call of the clock to {@link SkewedClock}. */
    private static final class Redirection implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] file) {
            return name == null || name.startsWith(PACKAGE)
                    ? null
                    : ClockCalls.redirected(file, TARGET).orElse(null);
        }
    }

    /** The other classes of the agent are on the class path. */
    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", ClockAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        String entry = TARGET + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in =
                        Objects.requireNonNull(ClockAgent.class.getClassLoader().getResourceAsStream(entry), entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
    }
}
