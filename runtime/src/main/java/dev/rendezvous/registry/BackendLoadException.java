package dev.rendezvous.registry;

import org.jspecify.annotations.Nullable;

/**
 * A backend is listed, but its provider or its class cannot be loaded, or is not what the index says. The other backends are
 * not affected. The same failure is thrown each time, until a discovery finds the backend again.
 *
 * @since 0.1
 */
public final class BackendLoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The name that was asked for. */
    private final String name;
    /** The provider class that could not be used. */
    private final String providerClass;

    BackendLoadException(String message, String name, String providerClass, @Nullable Throwable cause) {
        super(message, cause);
        this.name = name;
        this.providerClass = providerClass;
    }

    /** {@return the name of the backend} */
    public String name() {
        return name;
    }

    /** {@return the provider class that could not be used} */
    public String providerClass() {
        return providerClass;
    }
}
