package dev.rendezvous.tck;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes {@link Stores} and {@link Nodes} for the test that has such a parameter, and closes them after it. */
final class TestResources implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TestResources.class);

    TestResources() {}

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
