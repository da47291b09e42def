package dev.rendezvous.registry.load;

import dev.rendezvous.index.declaration.GluedNames;
import dev.rendezvous.registry.source.ClassFiles;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.Origin;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks up why a class loader does not find a class that an index lists, or that a listed class needs: the cause is checked, the
 * likeliest first, and not guessed. Loads no class.
 */
final class MissingClass {

    private final String name;
    private final ClassSource classes;
    private final Origin origin;

    MissingClass(String name, ClassSource classes, Origin origin) {
        this.name = name;
        this.classes = classes;
        this.origin = origin;
    }

    /** {@return why a class that the index lists is not found; empty if the index lies in no file that could be looked at} */
    Optional<String> diagnosis() {
        Optional<String> glued = glued();
        if (glued.isPresent()) {
            return glued;
        }
        return ClassFiles.at(origin.location()).map(files -> {
            Optional<String> known = diagnosis(files);
            return known.isPresent() ? known.get() : whyAbsent(files);
        });
    }

    /** {@return why a class that another one needs is not found; empty unless the cause lies in the file of the index} */
    Optional<String> diagnosisIfOfOrigin() {
        return ClassFiles.at(origin.location()).flatMap(this::diagnosis);
    }

    private Optional<String> diagnosis(ClassFiles files) {
        if (!files.exist()) {
            return Optional.of(LoadMessages.fileGone(name, files.place()));
        }
        try {
            if (!files.contain(ClassSource.pathOf(name))) {
                return Optional.empty();
            }
            return Optional.of(
                    classes.finds(origin)
                            ? LoadMessages.fileReplaced(name, files.place())
                            : LoadMessages.loaderClosed(name, files.place()));
        } catch (IOException e) {
            return Optional.of(LoadMessages.fileUnreadable(name, files.place(), e));
        }
    }

    private String whyAbsent(ClassFiles files) {
        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        try {
            if (files.contain(name.replace('.', '/') + ".java")) {
                return LoadMessages.notCompiled(name, files.place());
            }
            return files.containClassOf(packageName.replace('.', '/'))
                    ? LoadMessages.notInFile(name, files.place())
                    : LoadMessages.noClassOfPackage(name, packageName, files.place());
        } catch (IOException e) {
            return LoadMessages.fileUnreadable(name, files.place(), e);
        }
    }

    private Optional<String> glued() {
        return GluedNames.in(name).stream()
                .filter(names -> classes.hasClass(names.first()) && classes.hasClass(names.second()))
                .map(names -> LoadMessages.gluedLines(name, names.first(), names.second()))
                .findFirst();
    }
}
