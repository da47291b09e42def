package dev.rendezvous.integration.structure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Modifier;

/** What code outside of a package can name. */
final class Visibility {

    private Visibility() {}

    /** {@return whether a type or member is public or protected, and so are all types around it} */
    static boolean isPublic(TreePath path, ModifiersTree modifiers) {
        TreePath outer = path.getParentPath();
        boolean inInterface = outer.getLeaf().getKind() == Tree.Kind.INTERFACE
                && !modifiers.getFlags().contains(Modifier.PRIVATE);
        return (isExplicitlyPublic(modifiers) || inInterface) && isVisible(outer);
    }

    private static boolean isVisible(TreePath path) {
        for (Tree part : path) {
            if (part instanceof ClassTree type
                    && !isExplicitlyPublic(type.getModifiers())
                    && !isNestedInInterface(path, type)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNestedInInterface(TreePath path, ClassTree type) {
        for (TreePath part = path; part != null; part = part.getParentPath()) {
            if (part.getLeaf() == type) {
                return part.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
            }
        }
        return false;
    }

    private static boolean isExplicitlyPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || modifiers.getFlags().contains(Modifier.PROTECTED);
    }
}
