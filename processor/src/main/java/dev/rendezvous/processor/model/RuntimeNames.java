package dev.rendezvous.processor.model;

import dev.rendezvous.index.IndexFormat;

/**
 * The names of what the processor reads and writes but does not see: it has no dependency on the annotations and the runtime,
 * so that nothing of them lands on a processor path. A test compares each constant with the real thing.
 */
public final class RuntimeNames {

    public static final String ANNOTATIONS_PACKAGE = "dev.rendezvous.annotations";
    public static final String RENDEZVOUS_BACKEND = "dev.rendezvous.annotations.RendezvousBackend";
    public static final String OPTION_SET = "dev.rendezvous.annotations.RendezvousBackend.Options";
    public static final String VALUE = "value";
    public static final String ALIASES = "aliases";
    public static final String DESCRIPTION = "description";
    public static final String OPTIONS = "options";
    public static final String OPTIONS_FROM = "optionsFrom";
    public static final String OPTION_NAME = "name";
    public static final String OPTION_TYPE = "type";
    public static final String OPTION_DEFAULT = "defaultValue";
    public static final String OPTION_DESCRIPTION = "description";
    public static final String OPTION_REQUIRED = "required";

    public static final String API_PACKAGE = "dev.rendezvous";
    public static final String HANDLER = "RendezvousHandler";
    public static final String FACTORY = "RendezvousHandlerFactory";
    public static final String PARAMETERS = "RendezvousParameters";

    public static final String REGISTRY = "dev.rendezvous.registry.RendezvousRegistry";

    public static final String SPI_PACKAGE = "dev.rendezvous.spi";
    public static final String BACKEND_DESCRIPTOR = "BackendDescriptor";
    public static final String OPTION_DESCRIPTOR = "OptionDescriptor";
    public static final String OPTION_DESCRIPTOR_TYPE = "Type";
    public static final String PROVIDER = "RendezvousBackendProvider";
    public static final String REGISTERED_BACKEND = "RegisteredBackend";
    public static final String REGISTERED_IMPLEMENTATION = "implementation";
    public static final String REGISTERED_NAME = "name";

    public static final String CREATE = "create";
    public static final String DESCRIPTOR = "descriptor";
    public static final String BUILDER = "builder";
    public static final String BUILDER_ALIASES = "aliases";
    public static final String BUILDER_DESCRIPTION = "description";
    public static final String BUILDER_IMPLEMENTATION = "implementationClass";
    public static final String BUILDER_PROVIDER = "providerClass";
    public static final String BUILDER_OPTION = "option";
    public static final String BUILDER_BUILD = "build";

    private RuntimeNames() {}

    public static String api(String simpleName) {
        return API_PACKAGE + "." + simpleName;
    }

    public static String spi(String simpleName) {
        return SPI_PACKAGE + "." + simpleName;
    }

    public static String indexPath() {
        return IndexFormat.path(spi(PROVIDER));
    }
}
