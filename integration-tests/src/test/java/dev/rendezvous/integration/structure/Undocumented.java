package dev.rendezvous.integration.structure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The public types and methods of a file that have no javadoc. Constructors, overriding methods and tests need none. */
final class Undocumented extends TreePathScanner<Void, Void> {

    private static final Set<String> EXCUSES = Set.of("Override", "Test");

    private final SourceFile file;
    private final List<String> places = new ArrayList<>();

    private Undocumented(SourceFile file) {
        this.file = file;
    }

    /** {@return the places} */
    static List<String> in(SourceFile file) {
        Undocumented scanner = new Undocumented(file);
        scanner.scan(file.tree(), null);
        return scanner.places;
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
        check(node, node.getModifiers());
        return super.visitClass(node, null);
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
        if (node.getReturnType() != null && !isExcused(node.getModifiers())) {
            check(node, node.getModifiers());
        }
        return super.visitMethod(node, null);
    }

    private void check(Tree node, ModifiersTree modifiers) {
        if (Visibility.isPublic(getCurrentPath(), modifiers) && !isDocumented()) {
            places.add(file.place(node));
        }
    }

    private boolean isDocumented() {
        String text = file.trees().getDocComment(getCurrentPath());
        return text != null && !text.isBlank() && !text.strip().startsWith("@");
    }

    private static boolean isExcused(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .anyMatch(annotation ->
                        EXCUSES.contains(annotation.getAnnotationType().toString()));
    }
}
