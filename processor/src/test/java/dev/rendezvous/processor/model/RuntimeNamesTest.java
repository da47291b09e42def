package dev.rendezvous.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.spi.RegisteredBackend;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeNamesTest {

    @Test
    void classNamesAreThoseOfTheRealClasses() {
        assertThat(RuntimeNames.RENDEZVOUS_BACKEND).isEqualTo(RendezvousBackend.class.getName());
        assertThat(RuntimeNames.OPTION_SET).isEqualTo(RendezvousBackend.Options.class.getCanonicalName());
        assertThat(RuntimeNames.ANNOTATIONS_PACKAGE).isEqualTo(RendezvousBackend.class.getPackageName());
        assertThat(RuntimeNames.REGISTRY).isEqualTo(RendezvousRegistry.class.getName());
        assertThat(RuntimeNames.api(RuntimeNames.HANDLER)).isEqualTo(RendezvousHandler.class.getName());
        assertThat(RuntimeNames.api(RuntimeNames.FACTORY)).isEqualTo(RendezvousHandlerFactory.class.getName());
        assertThat(RuntimeNames.api(RuntimeNames.PARAMETERS)).isEqualTo(RendezvousParameters.class.getName());
        assertThat(RuntimeNames.spi(RuntimeNames.BACKEND_DESCRIPTOR)).isEqualTo(BackendDescriptor.class.getName());
        assertThat(RuntimeNames.spi(RuntimeNames.OPTION_DESCRIPTOR) + "." + RuntimeNames.OPTION_DESCRIPTOR_TYPE)
                .isEqualTo(OptionDescriptor.Type.class.getCanonicalName());
        assertThat(RuntimeNames.spi(RuntimeNames.PROVIDER)).isEqualTo(RendezvousBackendProvider.class.getName());
        assertThat(RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND)).isEqualTo(RegisteredBackend.class.getName());
    }

    @Test
    void annotationMembersEqualTheRealOnes() throws NoSuchMethodException {
        assertThat(type(RendezvousBackend.class, RuntimeNames.VALUE)).isEqualTo(String.class);
        assertThat(type(RendezvousBackend.class, RuntimeNames.ALIASES)).isEqualTo(String[].class);
        assertThat(type(RendezvousBackend.class, RuntimeNames.DESCRIPTION)).isEqualTo(String.class);
        assertThat(type(RendezvousBackend.class, RuntimeNames.OPTIONS)).isEqualTo(RendezvousBackend.Option[].class);
        assertThat(type(RendezvousBackend.class, RuntimeNames.OPTIONS_FROM)).isEqualTo(Class[].class);
        assertThat(RendezvousBackend.class.getDeclaredMethods()).hasSize(5);
    }

    @Test
    void optionSetMembersEqualTheRealOnes() throws NoSuchMethodException {
        assertThat(type(RendezvousBackend.Options.class, RuntimeNames.VALUE))
                .isEqualTo(RendezvousBackend.Option[].class);
        assertThat(RendezvousBackend.Options.class.getDeclaredMethods()).hasSize(1);
    }

    @Test
    void optionMembersEqualTheRealOnes() throws NoSuchMethodException {
        Class<?> option = RendezvousBackend.Option.class;

        assertThat(type(option, RuntimeNames.OPTION_NAME)).isEqualTo(String.class);
        assertThat(type(option, RuntimeNames.OPTION_TYPE)).isEqualTo(RendezvousBackend.Type.class);
        assertThat(type(option, RuntimeNames.OPTION_DEFAULT)).isEqualTo(String.class);
        assertThat(type(option, RuntimeNames.OPTION_DESCRIPTION)).isEqualTo(String.class);
        assertThat(type(option, RuntimeNames.OPTION_REQUIRED)).isEqualTo(boolean.class);
        assertThat(option.getDeclaredMethods()).hasSize(5);
    }

    @Test
    void markerMembersEqualTheRealOnes() throws NoSuchMethodException {
        assertThat(type(RegisteredBackend.class, RuntimeNames.REGISTERED_IMPLEMENTATION))
                .isEqualTo(String.class);
        assertThat(type(RegisteredBackend.class, RuntimeNames.REGISTERED_NAME)).isEqualTo(String.class);
        assertThat(RegisteredBackend.class.getDeclaredMethods()).hasSize(2);
    }

    @Test
    void implementedMethodsEqualTheRealOnes() throws NoSuchMethodException {
        assertThat(type(RendezvousBackendProvider.class, RuntimeNames.DESCRIPTOR))
                .isEqualTo(BackendDescriptor.class);
        assertThat(type(RendezvousBackendProvider.class, RuntimeNames.CREATE, RendezvousParameters.class))
                .isEqualTo(RendezvousHandler.class);
        assertThat(type(RendezvousHandlerFactory.class, RuntimeNames.CREATE, RendezvousParameters.class))
                .isEqualTo(RendezvousHandler.class);
        assertThat(RendezvousBackendProvider.class.getDeclaredMethods()).hasSize(2);
    }

    @Test
    void calledMethodsEqualTheRealOnes() throws NoSuchMethodException {
        Class<?> builder = BackendDescriptor.Builder.class;

        assertThat(type(BackendDescriptor.class, RuntimeNames.BUILDER, String.class))
                .isEqualTo(builder);
        assertThat(type(builder, RuntimeNames.BUILDER_ALIASES, String[].class)).isEqualTo(builder);
        assertThat(type(builder, RuntimeNames.BUILDER_DESCRIPTION, String.class))
                .isEqualTo(builder);
        assertThat(type(builder, RuntimeNames.BUILDER_IMPLEMENTATION, String.class))
                .isEqualTo(builder);
        assertThat(type(builder, RuntimeNames.BUILDER_PROVIDER, String.class)).isEqualTo(builder);
        assertThat(type(
                        builder,
                        RuntimeNames.BUILDER_OPTION,
                        String.class,
                        OptionDescriptor.Type.class,
                        String.class,
                        String.class,
                        boolean.class))
                .isEqualTo(builder);
        assertThat(type(builder, RuntimeNames.BUILDER_BUILD)).isEqualTo(BackendDescriptor.class);
    }

    @Test
    void optionTypesAreTheSameInAllModules() {
        List<String> types =
                Arrays.stream(ValueType.values()).map(ValueType::name).toList();

        assertThat(Arrays.stream(RendezvousBackend.Type.values()).map(Enum::name))
                .containsExactlyElementsOf(types);
        assertThat(Arrays.stream(OptionDescriptor.Type.values()).map(Enum::name))
                .containsExactlyElementsOf(types);
    }

    @Test
    void indexIsWhereTheServicesOfInterfaceAre() {
        assertThat(RuntimeNames.indexPath())
                .isEqualTo("META-INF/services/" + RendezvousBackendProvider.class.getName());
    }

    @Test
    void everyConstantIsComparedAbove() {
        long constants = Arrays.stream(RuntimeNames.class.getDeclaredFields())
                .filter(field -> !field.isSynthetic() && Modifier.isStatic(field.getModifiers()))
                .count();

        assertThat(constants).isEqualTo(35);
    }

    private static Class<?> type(Class<?> owner, String method, Class<?>... parameters) throws NoSuchMethodException {
        return owner.getMethod(method, parameters).getReturnType();
    }
}
