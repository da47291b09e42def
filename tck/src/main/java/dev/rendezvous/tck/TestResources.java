package dev.rendezvous.tck;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension of the contracts: makes {@link Stores} and {@link Nodes} for a test that has such a parameter, and closes
 * them after the test. A test class gets it from the contract that it implements.
 *
 * @since 0.1
 */
public final class TestResources implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TestResources.class);

    /** For JUnit. */
    public TestResources() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stores.class || type == Nodes.class;
    }

    @Override
    public AutoCloseable resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Object instance = test.getRequiredTestInstance();
        AutoCloseable resource = parameter.getParameter().getType() == Stores.class
                ? new Stores((StoreSource) instance)
                : new Nodes((HandlerSource) instance);
        test.getStore(NAMESPACE).put(resource.getClass(), resource);
        return resource;
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        for (Class<? extends AutoCloseable> type : List.of(Stores.class, Nodes.class)) {
            AutoCloseable resource = test.getStore(NAMESPACE).remove(type, type);
            if (resource != null) {
                resource.close();
            }
        }
    }
}
