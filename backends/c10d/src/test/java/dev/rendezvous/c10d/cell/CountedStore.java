package dev.rendezvous.c10d.cell;

import dev.rendezvous.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A store in memory that notes which of its methods were called. */
final class CountedStore {

    private final Store store = Store.inMemory(Duration.ofSeconds(10));
    private final List<String> calls = new ArrayList<>();
    private Runnable beforeWrite = () -> {};

    /** {@return the store, whose calls are noted} */
    Store counted() {
        return (Store) Proxy.newProxyInstance(
                CountedStore.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        calls.add(method.getName());
        if (method.getName().equals("compareAndSet")) {
            Runnable once = beforeWrite;
            beforeWrite = () -> {};
            once.run();
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Has something done before the next write is. */
    void beforeNextWrite(Runnable action) {
        beforeWrite = action;
    }

    /** {@return the store, whose calls are not noted} */
    Store plain() {
        return store;
    }

    /** {@return the methods that were called since this method was} */
    List<String> calls() {
        List<String> copy = List.copyOf(calls);
        calls.clear();
        return copy;
    }
}
