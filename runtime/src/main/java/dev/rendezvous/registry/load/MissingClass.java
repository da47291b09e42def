package dev.rendezvous.registry.load;

import dev.rendezvous.registry.source.ClassFiles;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks up why a class loader does not find a class that an index lists, or that a listed class needs: the cause is checked, the
 * likeliest first, and not guessed. Loads no class.
 */
final class MissingClass {

    private static final String GENERATED = "_RendezvousProvider";

    /** An index is not trusted, and each place where a line may be joined costs two lookups. */
    private static final int MAX_SPLITS = 8;

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

    /** A tool that joins files whose last line has no end makes one line of two. */
    private Optional<String> glued() {
        int tried = 0;
        for (int i = 1; i < name.length() && tried < MAX_SPLITS; i++) {
            if (maySplitAt(i)) {
                tried++;
                List<String> halves = List.of(name.substring(0, i), name.substring(i));
                if (halves.stream().allMatch(classes::hasClass)) {
                    return Optional.of(LoadMessages.gluedLines(name, halves.get(0), halves.get(1)));
                }
            }
        }
        return Optional.empty();
    }

    private boolean maySplitAt(int index) {
        String firstPackage = name.substring(0, name.indexOf('.') + 1);
        return name.startsWith(GENERATED, index - GENERATED.length())
                || (!firstPackage.isEmpty() && name.startsWith(firstPackage, index));
    }
}
