package dev.rendezvous.integration.structure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types of the project that the code of a file names, without those that only its comments name. It reads sources and not
 * class files, because javac copies the constants of other classes and leaves no trace of them.
 */
final class NamedTypes extends TreeScanner<Void, Void> {

    private final SourceFile file;
    private final Set<String> known;
    private final Map<String, String> imports = new HashMap<>();
    private final Set<String> nested = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> permitted = new HashSet<>();
    private final Set<String> named = new TreeSet<>();

    private NamedTypes(SourceFile file, Set<String> known) {
        this.file = file;
        this.known = known;
    }

    /**
     * {@return the other types that the file names}
     *
     * <p>The types that a sealed type permits do not count: neither can exist without the other.
     *
     * @param known all types of the project
     */
    static Set<String> in(SourceFile file, Set<String> known) {
        NamedTypes types = new NamedTypes(file, known);
        types.scan(file.tree(), null);
        types.used.removeAll(types.permitted);
        types.used.forEach(types::resolve);
        types.named.remove(file.type());
        return types.named;
    }

    @Override
    public Void visitImport(ImportTree node, Void unused) {
        MemberSelectTree name = (MemberSelectTree) node.getQualifiedIdentifier();
        if (node.isStatic()) {
            addOutermost(name.getExpression().toString());
        } else {
            imports.put(name.getIdentifier().toString(), name.toString());
        }
        return null;
    }

    @Override
    public Void visitClass(ClassTree node, Void unused) {
        nested.add(node.getSimpleName().toString());
        for (Tree type : node.getPermitsClause()) {
            permitted.add(type.toString());
        }
        return super.visitClass(node, null);
    }

    @Override
    public Void visitIdentifier(IdentifierTree node, Void unused) {
        used.add(node.getName().toString());
        return null;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree node, Void unused) {
        addOutermost(node.toString());
        return super.visitMemberSelect(node, null);
    }

    private void resolve(String name) {
        if (!nested.contains(name)) {
            addOutermost(imports.getOrDefault(name, file.packageName() + "." + name));
        }
    }

    private void addOutermost(String name) {
        String type = name;
        while (!known.contains(type) && type.contains(".")) {
            type = type.substring(0, type.lastIndexOf('.'));
        }
        if (known.contains(type)) {
            named.add(type);
        }
    }
}
