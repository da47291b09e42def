package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.testkit.ClassPaths;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each public method and constructor of the API that gets null for a parameter names the parameter. */
class NullArgumentsTest {

    private static final List<String> PACKAGES =
            List.of("dev/rendezvous", "dev/rendezvous/registry", "dev/rendezvous/spi");

    private static final RendezvousParameters PARAMETERS =
            RendezvousParameters.builder("name").build();
    private static final Store STORE = Store.inMemory(Duration.ZERO);
    private static final BackendDescriptor DESCRIPTOR = BackendDescriptor.builder("name")
            .implementationClass("com.acme.A")
            .providerClass("com.acme.B")
            .build();

    /** The objects whose methods are called. The type of the API comes first. */
    private static final List<Map.Entry<Class<?>, Object>> OBJECTS = List.of(
            Map.entry(RendezvousRegistry.class, RendezvousRegistry.create()),
            Map.entry(RendezvousRegistry.Builder.class, RendezvousRegistry.builder()),
            Map.entry(RendezvousParameters.class, PARAMETERS),
            Map.entry(RendezvousParameters.Builder.class, PARAMETERS.toBuilder()),
            Map.entry(RendezvousInfo.class, RendezvousInfo.builder(STORE, 0, 1).build()),
            Map.entry(RendezvousInfo.Builder.class, RendezvousInfo.builder(STORE, 0, 1)),
            Map.entry(Endpoint.class, Endpoint.parse("localhost")),
            Map.entry(BackendDescriptor.class, DESCRIPTOR),
            Map.entry(BackendDescriptor.Builder.class, BackendDescriptor.builder("name")),
            Map.entry(Store.class, STORE),
            Map.entry(Store.class, Store.prefixed(STORE, "prefix")));

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(String.class, "name"),
            Map.entry(String[].class, new String[] {"alias"}),
            Map.entry(byte[].class, new byte[0]),
            Map.entry(int.class, 0),
            Map.entry(long.class, 1L),
            Map.entry(boolean.class, false),
            Map.entry(Duration.class, Duration.ZERO),
            Map.entry(Collection.class, List.of("key")),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(URI.class, URI.create("file:/a.jar")),
            Map.entry(ClassLoader.class, new ClassLoader(null) {}),
            Map.entry(ModuleLayer.class, ModuleLayer.empty()),
            Map.entry(Consumer.class, (Consumer<Object>) any -> {}),
            Map.entry(Predicate.class, (Predicate<Object>) any -> true),
            Map.entry(RendezvousHandlerFactory.class, (RendezvousHandlerFactory) parameters -> {
                throw new UnsupportedOperationException();
            }),
            Map.entry(RendezvousParameters.class, PARAMETERS),
            Map.entry(Store.class, STORE),
            Map.entry(BootstrapStoreInfo.class, new BootstrapStoreInfo("localhost", 1)),
            Map.entry(RendezvousInfo.MemberReader.class, (RendezvousInfo.MemberReader) List::of),
            Map.entry(OptionDescriptor.Type.class, OptionDescriptor.Type.STRING));

    @TestFactory
    Stream<DynamicTest> nullArgumentIsNamed() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            Arrays.stream(type.getConstructors())
                    .filter(constructor -> !Throwable.class.isAssignableFrom(type))
                    .forEach(constructor -> add(tests, type, constructor, null));
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers())
                        && Modifier.isStatic(method.getModifiers())
                        && !type.isEnum()) {
                    add(tests, type, method, null);
                }
            }
        }
        OBJECTS.forEach(object -> Arrays.stream(object.getKey().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .forEach(method -> add(tests, object.getValue().getClass(), method, object.getValue())));
        assertThat(tests).hasSizeGreaterThan(50);
        return tests.stream();
    }

    /** An exception that cannot be made would hide what it is about, so those take null. */
    private static List<Class<?>> publicTypes() throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        Path root = ClassPaths.locationOf(RendezvousRegistry.class);
        for (String folder : PACKAGES) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    String name =
                            root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                    if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                        Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                        if (isPublic(type)) {
                            types.add(type);
                        }
                    }
                }
            }
        }
        return types;
    }

    /** A type that is nested in an interface is public only if the interface is. */
    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static void add(List<DynamicTest> tests, Class<?> type, Executable call, @Nullable Object object) {
        Parameter[] parameters = call.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            int missing = i;
            if (!parameters[i].getType().isPrimitive()
                    && !parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !call.getName().equals("equals")) {
                tests.add(DynamicTest.dynamicTest(
                        type.getSimpleName() + "." + call.getName() + Arrays.toString(call.getParameterTypes()) + " "
                                + i,
                        () -> checkMessage(call, parameters[missing], thrown(call, object, missing))));
            }
        }
    }

    private static void checkMessage(Executable call, Parameter parameter, @Nullable Throwable thrown) {
        assertThat(thrown).isExactlyInstanceOf(NullPointerException.class);
        String message = String.valueOf(thrown == null ? null : thrown.getMessage());
        assertThat(message)
                .as("the name of a parameter")
                .matches("[a-z][A-Za-z]*")
                .isNotEqualTo("null");
        if (parameter.isNamePresent()) {
            assertThat(message).isIn(parameter.getName(), call.getName());
        }
    }

    private static @Nullable Throwable thrown(Executable call, @Nullable Object object, int missing) throws Exception {
        Class<?>[] types = call.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = i == missing ? null : value(types[i]);
        }
        try {
            if (call instanceof Method method) {
                method.setAccessible(true);
                method.invoke(object, arguments);
            } else {
                ((Constructor<?>) call).newInstance(arguments);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private static Object value(Class<?> type) {
        Object value = VALUES.get(type);
        if (value == null && type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        assertThat(value).as("a value of " + type).isNotNull();
        return Objects.requireNonNull(value);
    }
}
