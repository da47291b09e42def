package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that must go away, with their loaders, once they are forgotten. */
class ForgottenLayerTest {

    private static final String PROVIDES = "provides dev.rendezvous.spi.RendezvousBackendProvider with ";

    @TempDir
    Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();
    private Path[] plugins = {};

    /** Automatic modules, since only these read the registry of a class path. Each has a package of its own, as modules must. */
    @BeforeEach
    void writePlugins() {
        Path one = PluginJar.with("Alpha", "alpha")
                .backend("Bad", "bad")
                .without(PluginJar.provider("Bad"))
                .backend("Rival", "rival", "alias")
                .write(dir.resolve("one.jar"));
        Path two = otherPackage("Other", "other", "alias").write(dir.resolve("two.jar"));
        plugins = new Path[] {one, two};
    }

    private static PluginJar otherPackage(String type, String name, String alias) {
        String provider = "org.other." + type + "_RendezvousProvider";
        return PluginJar.empty()
                .source("org.other." + type, moved(PluginJar.handlerSource(type, "parameters.backend()", "")))
                .source(provider, moved(PluginJar.providerSource(type, name, ".aliases(\"" + alias + "\")")))
                .line(provider)
                .line("#rendezvous:1 " + provider + " name=" + name + " aliases=" + alias + " implementation=org.other."
                        + type);
    }

    private static String moved(String source) {
        return source.replace("com.acme", "org.other");
    }

    @Test
    void layerOfManyLoadersIsCollected() throws Exception {
        Map<String, WeakReference<?>> dropped = useAndForget(manyLoaders(plugins));

        assertThat(dropped).hasSize(3);
        dropped.forEach(Garbage::assertCollected);
        assertThat(registry.names()).isEmpty();
    }

    @Test
    void layerOfOneLoaderIsCollected() throws Exception {
        Map<String, WeakReference<?>> dropped = useAndForget(ModuleLayer.defineModulesWithOneLoader(
                        configuration(ModuleLayer.boot(), plugins),
                        List.of(ModuleLayer.boot()),
                        getClass().getClassLoader())
                .layer());

        assertThat(dropped).hasSize(2);
        dropped.forEach(Garbage::assertCollected);
        assertThat(registry.names()).isEmpty();
    }

    @Test
    void layerAndItsLoadersAreCollectedAfterForgetting() throws Exception {
        Map<String, WeakReference<?>> dropped = useWithLoadersAndForget(manyLoaders(plugins));

        dropped.forEach(Garbage::assertCollected);
        assertThat(registry.names()).isEmpty();
    }

    @Test
    void layerWhoseProvidersCameThroughProvidesIsCollected() throws Exception {
        Path plugin = PluginJar.with("Alpha", "alpha")
                .backend("Bad", "bad")
                .without(PluginJar.provider("Bad"))
                .module("acme", PROVIDES + PluginJar.provider("Alpha") + ";")
                .write(dir.resolve("acme.jar"));
        ModularRegistry modular = new ModularRegistry();

        Map<String, WeakReference<?>> dropped = modular.useAndForget(plugin);

        assertThat(dropped).hasSize(2);
        dropped.forEach(Garbage::assertCollected);
        assertThat(modular.call("names")).isEqualTo(Set.of());
    }

    /** What takes the layer as an argument holds it in no variable of its caller. */
    private Map<String, WeakReference<?>> useAndForget(ModuleLayer layer) throws InterruptedException {
        assertThat(registry.discover(layer).problems()).isEmpty();
        use();
        assertThat(registry.forget(layer)).isTrue();
        return partsOf(layer);
    }

    private Map<String, WeakReference<?>> useWithLoadersAndForget(ModuleLayer layer) throws InterruptedException {
        registry.discover(layer);
        layer.modules().forEach(module -> registry.discover(module.getClassLoader()));
        use();
        layer.modules()
                .forEach(module ->
                        assertThat(registry.forget(module.getClassLoader())).isTrue());
        assertThat(registry.forget(layer)).isTrue();
        return partsOf(layer);
    }

    private void use() throws InterruptedException {
        registry.createHandler(asking("alpha")).close();
        registry.createHandler(asking("other")).close();
        assertThatThrownBy(() -> registry.createHandler(asking("bad"))).isInstanceOf(BackendLoadException.class);
        assertThatThrownBy(() -> registry.createHandler(asking("alias"))).isInstanceOf(AmbiguousBackendException.class);
        assertThatThrownBy(() -> registry.createHandler(asking("missing"))).isInstanceOf(UnknownBackendException.class);
        registry.explain("alias");
    }

    /** {@return the layer and each of its loaders, by what a message calls them} */
    private static Map<String, WeakReference<?>> partsOf(ModuleLayer layer) {
        Map<String, WeakReference<?>> parts = new LinkedHashMap<>();
        parts.put("the layer", new WeakReference<>(layer));
        List<ClassLoader> loaders = new ArrayList<>();
        layer.modules().forEach(module -> loaders.add(module.getClassLoader()));
        loaders.stream().distinct().forEach(loader -> parts.put("loader " + parts.size(), new WeakReference<>(loader)));
        return parts;
    }

    private ModuleLayer manyLoaders(Path... jars) {
        return ModuleLayer.defineModulesWithManyLoaders(
                        configuration(ModuleLayer.boot(), jars),
                        List.of(ModuleLayer.boot()),
                        getClass().getClassLoader())
                .layer();
    }

    private static Configuration configuration(ModuleLayer parent, Path... jars) {
        ModuleFinder finder = ModuleFinder.of(jars);
        List<String> names = finder.findAll().stream()
                .map(found -> found.descriptor().name())
                .toList();
        return parent.configuration().resolve(finder, ModuleFinder.of(), names);
    }

    /** A registry that is a named module itself, in a layer that stays when that of the plugins goes. */
    private static final class ModularRegistry {
        private final ModuleLayer layer;
        private final Class<?> type;
        private final Object registry;

        ModularRegistry() throws ReflectiveOperationException {
            Configuration configuration = configuration(
                    ModuleLayer.boot(),
                    PluginJar.location(RendezvousRegistry.class),
                    PluginJar.location(dev.rendezvous.index.IndexReader.class));
            layer = ModuleLayer.defineModulesWithManyLoaders(
                            configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                    .layer();
            type = layer.findLoader("dev.rendezvous.runtime").loadClass(RendezvousRegistry.class.getName());
            registry = type.getMethod("create").invoke(null);
        }

        Map<String, WeakReference<?>> useAndForget(Path plugin) throws ReflectiveOperationException {
            ModuleLayer plugins = ModuleLayer.defineModulesWithManyLoaders(
                            configuration(layer, plugin), List.of(layer), ClassLoader.getPlatformClassLoader())
                    .layer();
            call("discover", ModuleLayer.class, plugins);
            Object handler = create("alpha");
            assertThat(handler.getClass().getModule().getLayer()).isSameAs(plugins);
            assertThatThrownBy(() -> create("bad")).cause().hasMessageContaining("Bad_RendezvousProvider");
            assertThatThrownBy(() -> create("missing")).cause().hasMessageContaining("missing");
            assertThat(call("forget", ModuleLayer.class, plugins)).isEqualTo(true);
            return partsOf(plugins);
        }

        private Object create(String name) throws ReflectiveOperationException {
            Class<?> parameters = type.getClassLoader().loadClass(RendezvousParameters.class.getName());
            Object builder = parameters.getMethod("builder", String.class).invoke(null, name);
            return call(
                    "createHandler",
                    parameters,
                    builder.getClass().getMethod("build").invoke(builder));
        }

        Object call(String method) throws ReflectiveOperationException {
            return type.getMethod(method).invoke(registry);
        }

        private Object call(String method, Class<?> parameter, Object argument) throws ReflectiveOperationException {
            return type.getMethod(method, parameter).invoke(registry, argument);
        }
    }
}
