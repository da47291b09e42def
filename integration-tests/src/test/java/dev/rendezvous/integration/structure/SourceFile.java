package dev.rendezvous.integration.structure;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import java.nio.file.Path;

/**
 * One parsed file.
 *
 * @param path where it is, relative to the root of the source tree
 * @param tree what javac parsed
 * @param trees knows positions and doc comments
 */
record SourceFile(Path path, CompilationUnitTree tree, Trees trees) {

    /** {@return the package; empty for a module descriptor} */
    String packageName() {
        return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    /** {@return the full name of the type that the file is named after} */
    String type() {
        String file = path.getFileName().toString();
        return packageName() + "." + file.substring(0, file.length() - ".java".length());
    }

    /** {@return whether the file declares a type, and not a package or a module} */
    boolean isType() {
        return !type().endsWith("-info");
    }

    /** {@return the file and the line in which the part begins} */
    String place(Tree part) {
        long position = trees.getSourcePositions().getStartPosition(tree, part);
        return path + ":" + tree.getLineMap().getLineNumber(position);
    }
}
