package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.source.Locations;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backends in named modules. The registry under test is itself a named module of the layer here, as in an application that is
 * modular throughout, so the tests reach it through its own classes.
 */
class NamedModuleTest {

    private static final String PROVIDES = "provides dev.rendezvous.spi.RendezvousBackendProvider with ";

    @TempDir
    Path dir;

    @Test
    void providerOfAHiddenPackageComesThroughProvides() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .module("acme", PROVIDES + PluginJar.provider("Alpha") + ";")
                .write(dir.resolve("acme.jar"));

        World world = new World(jar);

        assertThat(world.discover())
                .contains("added=[BackendDescriptor[name=alpha")
                .contains("problems=[]");
        assertThat(world.create("alpha")).isEqualTo("com.acme.Alpha");
    }

    @Test
    void withoutProvidesTheLineToAddIsTold() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").module("acme", "").write(dir.resolve("acme.jar"));

        World world = new World(jar);
        world.discover();

        assertThatThrownBy(() -> world.create("alpha"))
                .cause()
                .hasMessageContainingAll(
                        "the module acme neither exports com.acme nor provides",
                        PROVIDES + PluginJar.provider("Alpha") + ";");
    }

    @Test
    void lineKeepsWhatTheModuleProvidesAlready() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .backend("Omega", "omega")
                .module("acme", PROVIDES + PluginJar.provider("Omega") + ";")
                .write(dir.resolve("acme.jar"));

        World world = new World(jar);
        world.discover();

        assertThatThrownBy(() -> world.create("alpha"))
                .cause()
                .hasMessageEndingWith("the line in its module-info must be: " + PROVIDES + PluginJar.provider("Alpha")
                        + ", " + PluginJar.provider("Omega") + ";");
    }

    @Test
    void exportedPackageNeedsNoProvides() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .module("acme", "exports com.acme;")
                .write(dir.resolve("acme.jar"));

        World world = new World(jar);
        world.discover();

        assertThat(world.create("alpha")).isEqualTo("com.acme.Alpha");
    }

    @Test
    void siblingProviderIsNeverInitialised() throws Exception {
        String initialised = "initialised." + dir;
        Path jar = PluginJar.with("Sibling", "sibling")
                .source(
                        PluginJar.provider("Sibling"),
                        PluginJar.providerSource("Sibling", "sibling", "")
                                .replace(
                                        "public Sibling_RendezvousProvider() {}",
                                        "static { System.setProperty(\"" + initialised + "\", \"yes\"); }"
                                                + " public Sibling_RendezvousProvider() {}"))
                .backend("Target", "target")
                .module("acme", PROVIDES + PluginJar.provider("Sibling") + ", " + PluginJar.provider("Target") + ";")
                .write(dir.resolve("acme.jar"));
        World world = new World(jar);
        world.discover();

        assertThat(world.create("target")).isEqualTo("com.acme.Target");

        assertThat(System.getProperty(initialised)).isNull();
        assertThat(world.create("sibling")).isEqualTo("com.acme.Sibling");
        assertThat(System.getProperty(initialised)).isEqualTo("yes");
    }

    @Test
    void moduleOfLoaderAndLayerIsOneEntry() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .module("acme", "exports com.acme;")
                .write(dir.resolve("acme.jar"));
        World world = new World(jar);
        world.discover();

        Object again = world.call("discover", ClassLoader.class, world.layer.findLoader("acme"));

        assertThat(String.valueOf(again)).contains("added=[]").contains("conflicts=[]");
        assertThat(world.create("alpha")).isEqualTo("com.acme.Alpha");
    }

    @Test
    void layerWithACopyOfApiIsReported() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").module("acme", "").write(dir.resolve("acme.jar"));
        World world = new World(jar);

        Discovery discovery = RendezvousRegistry.create().discover(world.layer);

        assertThat(discovery.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.location().toString()).contains("acme.jar");
            assertThat(problem.message())
                    .contains(
                            "the module acme",
                            "of module dev.rendezvous.runtime",
                            Locations.of(RendezvousRegistry.class));
        });
    }

    @Test
    void forgottenLayerTakesItsBackendsAlong() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha")
                .module("acme", "exports com.acme;")
                .write(dir.resolve("acme.jar"));
        World world = new World(jar);
        world.discover();

        assertThat(world.call("forget", ModuleLayer.class, world.layer)).isEqualTo(true);

        assertThat(world.call("names")).isEqualTo(new java.util.TreeSet<>());
    }

    /** A layer of many loaders, of which none sees the index of another's module. */
    private static final class World {
        private final ModuleLayer layer;
        private final Class<?> registryClass;
        private final Object registry;

        World(Path plugin) throws ReflectiveOperationException {
            ModuleFinder finder = ModuleFinder.of(
                    plugin,
                    PluginJar.location(RendezvousRegistry.class),
                    PluginJar.location(dev.rendezvous.index.IndexReader.class));
            Configuration configuration = ModuleLayer.boot()
                    .configuration()
                    .resolve(finder, ModuleFinder.of(), Set.of("acme", "dev.rendezvous.runtime"));
            layer = ModuleLayer.defineModulesWithManyLoaders(
                            configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                    .layer();
            registryClass = layer.findLoader("dev.rendezvous.runtime").loadClass(RendezvousRegistry.class.getName());
            registry = registryClass.getMethod("create").invoke(null);
        }

        String discover() throws ReflectiveOperationException {
            return String.valueOf(call("discover", ModuleLayer.class, layer));
        }

        String create(String name) throws ReflectiveOperationException {
            Class<?> parametersClass = registryClass.getClassLoader().loadClass(RendezvousParameters.class.getName());
            Object builder = parametersClass.getMethod("builder", String.class).invoke(null, name);
            Object parameters = builder.getClass().getMethod("build").invoke(builder);
            return call("createHandler", parametersClass, parameters).getClass().getName();
        }

        Object call(String method) throws ReflectiveOperationException {
            return registryClass.getMethod(method).invoke(registry);
        }

        Object call(String method, Class<?> type, Object argument) throws ReflectiveOperationException {
            return registryClass.getMethod(method, type).invoke(registry, argument);
        }
    }
}
