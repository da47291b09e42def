package dev.rendezvous.registry.load;

import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the instance of a provider class. */
final class ProviderInstantiator {

    private static final String SERVICE = RendezvousBackendProvider.class.getName();

    private ProviderInstantiator() {}

    /** Why a class that could be loaded is not a usable provider. */
    static final class NotUsable extends Exception {
        private static final long serialVersionUID = 1L;

        NotUsable(String diagnosis, @Nullable Throwable cause) {
            super(diagnosis, cause);
        }
    }

    /** What a provider threw while it was made. */
    static final class NotMade extends Exception {
        private static final long serialVersionUID = 1L;

        private final Throwable thrown;

        NotMade(Throwable thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        Throwable thrown() {
            return thrown;
        }
    }

    static RendezvousBackendProvider instantiate(Class<?> type) throws NotUsable, NotMade {
        if (!RendezvousBackendProvider.class.isAssignableFrom(type)) {
            throw new NotUsable(notAProvider(type), null);
        }
        return isAccessible(type) ? construct(type) : provided(type);
    }

    private static boolean isAccessible(Class<?> type) {
        return type.getModule().isExported(type.getPackageName(), ProviderInstantiator.class.getModule());
    }

    private static RendezvousBackendProvider construct(Class<?> type) throws NotUsable, NotMade {
        try {
            return (RendezvousBackendProvider) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new NotMade(e.getTargetException());
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new NotUsable(LoadMessages.notConstructible(type.getName()), e);
        }
    }

    /**
     * Finds the provider among what its module provides. That loads the classes of its siblings and initialises none. A sibling
     * that cannot be loaded is skipped.
     */
    private static RendezvousBackendProvider provided(Class<?> type) throws NotUsable, NotMade {
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
        throw new NotUsable(LoadMessages.notProvided(type, SERVICE, completeProviders(type)), null);
    }

    /** {@return what the line in module-info must provide} A module has only one such line, so what is there stays. */
    private static SortedSet<String> completeProviders(Class<?> missing) {
        SortedSet<String> provided = new TreeSet<>(List.of(missing.getName()));
        missing.getModule().getDescriptor().provides().stream()
                .filter(directive -> directive.service().equals(SERVICE))
                .forEach(directive -> provided.addAll(directive.providers()));
        return provided;
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
            throws NotMade {
        try {
            return provider.get();
        } catch (ServiceConfigurationError e) {
            throw new NotMade(e.getCause() == null ? e : e.getCause());
        }
    }

    private static String notAProvider(Class<?> type) {
        return otherCopyOfTheInterface(type)
                .map(copy -> LoadMessages.otherApi(
                        type.getName(), SERVICE, Locations.of(copy), Locations.of(RendezvousBackendProvider.class)))
                .orElseGet(() -> LoadMessages.notAProvider(type.getName(), SERVICE));
    }

    /** {@return the interface of the same name that another loader brought, if the class implements that} */
    private static Optional<Class<?>> otherCopyOfTheInterface(Class<?> type) {
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(type);
        while (!open.isEmpty()) {
            Class<?> current = open.remove();
            if (current.getName().equals(SERVICE)) {
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
