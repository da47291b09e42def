package dev.rendezvous.processor;

import dev.rendezvous.index.IndexFormat;

/**
 * The names of what the processor reads and writes but does not see: it has no dependency on the annotations and the runtime,
 * so that nothing of them lands on a processor path. A test compares each constant with the real thing.
 */
final class RuntimeNames {

    static final String ANNOTATIONS_PACKAGE = "dev.rendezvous.annotations";
    static final String RENDEZVOUS_BACKEND = "dev.rendezvous.annotations.RendezvousBackend";
    static final String VALUE = "value";
    static final String ALIASES = "aliases";
    static final String DESCRIPTION = "description";
    static final String OPTIONS = "options";
    static final String OPTION_NAME = "name";
    static final String OPTION_TYPE = "type";
    static final String OPTION_DEFAULT = "defaultValue";
    static final String OPTION_DESCRIPTION = "description";
    static final String OPTION_REQUIRED = "required";

    static final String API_PACKAGE = "dev.rendezvous";
    static final String HANDLER = "RendezvousHandler";
    static final String FACTORY = "RendezvousHandlerFactory";
    static final String PARAMETERS = "RendezvousParameters";

    static final String REGISTRY = "dev.rendezvous.registry.RendezvousRegistry";

    static final String SPI_PACKAGE = "dev.rendezvous.spi";
    static final String BACKEND_DESCRIPTOR = "BackendDescriptor";
    static final String OPTION_DESCRIPTOR = "OptionDescriptor";
    static final String OPTION_DESCRIPTOR_TYPE = "Type";
    static final String PROVIDER = "RendezvousBackendProvider";
    static final String REGISTERED_BACKEND = "RegisteredBackend";
    static final String REGISTERED_IMPLEMENTATION = "implementation";
    static final String REGISTERED_NAME = "name";

    static final String CREATE = "create";
    static final String DESCRIPTOR = "descriptor";
    static final String BUILDER = "builder";
    static final String BUILDER_ALIASES = "aliases";
    static final String BUILDER_DESCRIPTION = "description";
    static final String BUILDER_IMPLEMENTATION = "implementationClass";
    static final String BUILDER_PROVIDER = "providerClass";
    static final String BUILDER_OPTION = "option";
    static final String BUILDER_BUILD = "build";

    private RuntimeNames() {}

    static String api(String simpleName) {
        return API_PACKAGE + "." + simpleName;
    }

    static String spi(String simpleName) {
        return SPI_PACKAGE + "." + simpleName;
    }

    static String indexPath() {
        return IndexFormat.path(spi(PROVIDER));
    }
}
