package dev.rendezvous.registry;

import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Makes the instance of a provider class. */
final class ProviderInstantiator {

    private ProviderInstantiator() {}

    /** Why a class that could be loaded is no usable provider. */
    static final class NotUsable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient String diagnosis;

        NotUsable(String diagnosis, @Nullable Throwable cause) {
            super(diagnosis, cause);
            this.diagnosis = diagnosis;
        }

        String diagnosis() {
            return diagnosis;
        }
    }

    static RendezvousBackendProvider instantiate(Class<?> type) throws NotUsable {
        if (!RendezvousBackendProvider.class.isAssignableFrom(type)) {
            throw new NotUsable(notAProvider(type), null);
        }
        return isAccessible(type) ? construct(type) : provided(type);
    }

    private static boolean isAccessible(Class<?> type) {
        return type.getModule().isExported(type.getPackageName(), ProviderInstantiator.class.getModule());
    }

    private static RendezvousBackendProvider construct(Class<?> type) throws NotUsable {
        try {
            return (RendezvousBackendProvider) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getTargetException();
            throw new NotUsable(Messages.diagnosis(type.getName(), thrown), thrown);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new NotUsable(Messages.notConstructible(type.getName()), e);
        }
    }

    /**
     * Finds the provider among what its module provides. That loads the classes of its siblings and initialises none, and a
     * sibling that cannot be loaded is passed over.
     */
    private static RendezvousBackendProvider provided(Class<?> type) throws NotUsable {
        ModuleLayer layer = type.getModule().getLayer();
        if (layer != null && Modifier.isPublic(type.getModifiers())) {
            Iterator<ServiceLoader.Provider<RendezvousBackendProvider>> providers =
                    ServiceLoader.load(layer, RendezvousBackendProvider.class).stream()
                            .iterator();
            Optional<ServiceLoader.Provider<RendezvousBackendProvider>> found = next(providers, type);
            if (found.isPresent()) {
                return get(found.get());
            }
        }
        throw new NotUsable(Messages.notProvided(type), null);
    }

    private static Optional<ServiceLoader.Provider<RendezvousBackendProvider>> next(
            Iterator<ServiceLoader.Provider<RendezvousBackendProvider>> providers, Class<?> type) {
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return Optional.empty();
                }
                ServiceLoader.Provider<RendezvousBackendProvider> provider = providers.next();
                if (provider.type() == type) {
                    return Optional.of(provider);
                }
            } catch (ServiceConfigurationError brokenSibling) {
                // The iterator documents that it goes on with the next provider.
            }
        }
    }

    private static RendezvousBackendProvider get(ServiceLoader.Provider<RendezvousBackendProvider> provider)
            throws NotUsable {
        try {
            return provider.get();
        } catch (ServiceConfigurationError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw new NotUsable(Messages.diagnosis(provider.type().getName(), thrown), thrown);
        }
    }

    private static String notAProvider(Class<?> type) {
        return otherCopyOfTheInterface(type)
                .map(copy -> Messages.otherApi(type.getName(), copy))
                .orElseGet(() -> Messages.notAProvider(type.getName()));
    }

    /** {@return the interface of the same name that another loader brought, if the class implements that} */
    private static Optional<Class<?>> otherCopyOfTheInterface(Class<?> type) {
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(type);
        while (!open.isEmpty()) {
            Class<?> current = open.remove();
            if (current.getName().equals(RendezvousBackendProvider.class.getName())) {
                return Optional.of(current);
            }
            open.addAll(Arrays.asList(current.getInterfaces()));
            if (current.getSuperclass() != null) {
                open.add(current.getSuperclass());
            }
        }
        return Optional.empty();
    }
}
