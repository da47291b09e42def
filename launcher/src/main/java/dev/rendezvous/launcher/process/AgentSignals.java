package dev.rendezvous.launcher.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The signals that this process gets, while it is open. They come through {@code sun.misc.Signal}, by reflection: the compiler warns of
 * each use of that class, and a Java without it must still run the launcher.
 */
public final class AgentSignals implements AutoCloseable {

    /** The numbers of the signals that end an agent. They are the same on all systems. */
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final List<Runnable> restore = new ArrayList<>();

    private AgentSignals() {}

    /**
     * {@return the signals, taken}
     *
     * @param names such as {@code TERM}; those that this system does not have are left out
     * @param listener takes the name of a signal, on a thread of its own for each signal
     */
    public static AgentSignals take(List<String> names, Consumer<String> listener) {
        AgentSignals signals = new AgentSignals();
        names.forEach(name -> signals.take(name, listener));
        return signals;
    }

    /**
     * {@return the exit code of a process that ended by a signal}
     *
     * @param name HUP, INT or TERM
     */
    public static int exitCode(String name) {
        return 128 + Optional.ofNullable(NUMBERS.get(name)).orElse(0);
    }

    private void take(String name, Consumer<String> listener) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object handler = Proxy.newProxyInstance(
                    AgentSignals.class.getClassLoader(), new Class<?>[] {handlerType}, calling(name, listener));
            Object old = handle.invoke(null, signal, handler);
            restore.add(() -> putBack(handle, signal, old));
        } catch (ReflectiveOperationException | RuntimeException notHere) {
            System.getLogger(AgentSignals.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "the signal " + name + " cannot be taken", notHere);
        }
    }

    private static InvocationHandler calling(String name, Consumer<String> listener) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                listener.accept(name);
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "signal " + name;
        };
    }

    private static void putBack(Method handle, Object signal, Object old) {
        try {
            handle.invoke(null, signal, old);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the signals back to the handlers that had them. */
    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }
}
