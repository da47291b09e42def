package dev.rendezvous.cli.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the modules of an image that {@code jlink} has linked, but for those of the JDK, which have no backends. */
final class ImageArtifacts {

    private static final String MODULES = "lib/modules";

    private ImageArtifacts() {}

    static Path modulesFile(Path image) {
        return image.resolve(MODULES);
    }

    static List<Artifact> read(Path image, Budget budget, Detail detail) {
        Root root = Root.ofFolder(image);
        List<Artifact> artifacts = new ArrayList<>();
        ArtifactReader whole = new ArtifactReader(root, budget, detail);
        try (ModulesFile modules = ModulesFile.open(modulesFile(image))) {
            Map<String, List<ModulesFile.Resource>> byModule = new TreeMap<>();
            for (ModulesFile.Resource resource : modules.resources()) {
                if (!isOfTheJdk(resource.module()) && budget.takeFile()) {
                    byModule.computeIfAbsent(resource.module(), key -> new ArrayList<>())
                            .add(resource);
                }
            }
            byModule.values().removeIf(resources -> !isModule(resources));
            byModule.forEach((module, resources) -> {
                Root part = root.file(MODULES).folder(module + "/");
                artifacts.add(read(modules, resources, budget, new ArtifactReader(part, budget, detail)));
            });
        } catch (IOException e) {
            whole.damaged(e);
        }
        budget.problem().ifPresent(problem -> whole.damaged(Damage.Kind.TOO_LARGE, problem));
        Artifact damages = whole.finish();
        if (!damages.damages().isEmpty() || artifacts.isEmpty()) {
            artifacts.add(0, damages);
        }
        return artifacts;
    }

    /** Nobody else may call modules so. */
    private static boolean isOfTheJdk(String module) {
        return module.startsWith("java.") || module.startsWith("jdk.");
    }

    /** What has no descriptor is a table of the JVM that looks like a module. */
    private static boolean isModule(List<ModulesFile.Resource> resources) {
        return resources.stream().anyMatch(resource -> resource.name().equals("module-info.class"));
    }

    private static Artifact read(
            ModulesFile modules, List<ModulesFile.Resource> resources, Budget budget, ArtifactReader reader) {
        for (ModulesFile.Resource resource : resources) {
            if (budget.isSpent()) {
                break;
            }
            reader.readAndDigest(resource.name(), () -> new ByteArrayInputStream(modules.read(resource)));
        }
        return reader.finish();
    }
}
