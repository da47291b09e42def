import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Copies a jar and gives its class files the version of Java 17. Java does not archive a class whose file is older than version 50, and
 * the verifier of newer files needs stack map frames, which are computed here. The code of the methods stays as it is.
 */
final class RaiseClassFiles {

    private static final String NOTICE = "META-INF/CHANGED-BY-RENDEZVOUS.txt";
    private static final String CHANGE =
            "Rendezvous has changed the class files of this jar: they have the version of Java 17 and stack map frames.\n";

    private RaiseClassFiles() {}

    /** Takes the jar to read, and the jar to write. */
    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        Files.createDirectories(to.getParent());
        try (URLClassLoader types =
                        new URLClassLoader(new URL[] {from.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                ZipFile jar = new ZipFile(from.toFile());
                ZipOutputStream raised = new ZipOutputStream(Files.newOutputStream(to))) {
            long time = 0;
            for (ZipEntry entry : Collections.list(jar.entries())) {
                time = entry.getTime();
                byte[] bytes = jar.getInputStream(entry).readAllBytes();
                write(raised, entry.getName(), time, isClass(entry) ? raised(bytes, types) : bytes);
            }
            write(raised, NOTICE, time, CHANGE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** The descriptor of the module stays as it is; no archive contains it. */
    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
    }

    private static void write(ZipOutputStream jar, String name, long time, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(time);
        jar.putNextEntry(entry);
        jar.write(bytes);
        jar.closeEntry();
    }

    private static byte[] raised(byte[] bytes, ClassLoader types) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return types;
            }
        };
        new ClassReader(bytes).accept(new Newer(writer), ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static final class Newer extends ClassVisitor {

        private Newer(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            super.visit(Opcodes.V17, access, name, signature, superName, interfaces);
        }
    }
}
