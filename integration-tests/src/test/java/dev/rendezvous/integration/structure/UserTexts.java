package dev.rendezvous.integration.structure;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a user reads of a source file: the javadoc of what is public, and every text in the code, which may be shown. */
final class UserTexts extends TreePathScanner<Void, Void> {

    /**
     * One text.
     *
     * @param place the file and the line
     */
    record Text(String place, String words) {}

    private final SourceFile file;
    private final List<Text> texts = new ArrayList<>();

    private UserTexts(SourceFile file) {
        this.file = file;
    }

    static List<Text> of(SourceFile file) {
        UserTexts scanner = new UserTexts(file);
        scanner.scan(new TreePath(file.tree()), null);
        return scanner.texts;
    }

    @Override
    public Void visitModule(ModuleTree node, Void unused) {
        addDocumentation();
        return super.visitModule(node, null);
    }

    @Override
    public Void visitPackage(PackageTree node, Void unused) {
        addDocumentation();
        return super.visitPackage(node, null);
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
        if (Visibility.isPublic(getCurrentPath(), node.getModifiers())) {
            addDocumentation();
        }
        return super.visitClass(node, null);
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
        if (Visibility.isPublic(getCurrentPath(), node.getModifiers())) {
            addDocumentation();
        }
        return super.visitMethod(node, null);
    }

    @Override
    public Void visitVariable(VariableTree node, Void unused) {
        if (Visibility.isPublic(getCurrentPath(), node.getModifiers())) {
            addDocumentation();
        }
        return super.visitVariable(node, null);
    }

    /** A sentence that is put together counts as one text, so that no word hides at the seam. */
    @Override
    public Void visitBinary(BinaryTree node, Void unused) {
        if (node.getKind() == Tree.Kind.PLUS && !isPart()) {
            texts.add(new Text(file.place(node), joined(node)));
        }
        return super.visitBinary(node, null);
    }

    @Override
    public Void visitLiteral(LiteralTree node, Void unused) {
        if (!isPart() && node.getValue() instanceof String text) {
            texts.add(new Text(file.place(node), text));
        }
        return null;
    }

    private boolean isPart() {
        return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.PLUS;
    }

    private static String joined(Tree part) {
        if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return joined(sum.getLeftOperand()) + joined(sum.getRightOperand());
        }
        if (part instanceof ParenthesizedTree parentheses) {
            return joined(parentheses.getExpression());
        }
        return part instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "...";
    }

    private void addDocumentation() {
        Optional.ofNullable(file.trees().getDocComment(getCurrentPath()))
                .ifPresent(
                        text -> texts.add(new Text(file.place(getCurrentPath().getLeaf()), text)));
    }
}
