package dev.rendezvous.processor.read;

import com.sun.source.util.Trees;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;

/** Tells the sources of this compile from class files, and from elements that the compiler adds. */
public final class Sources {

    private Sources() {}

    /** {@return whether the element has a place in a source; true also where the compiler is not javac and cannot be asked} */
    public static boolean contain(Element element, ProcessingEnvironment environment) {
        try {
            return Trees.instance(environment).getPath(element) != null;
        } catch (IllegalArgumentException | LinkageError anotherCompiler) {
            return true;
        }
    }

    /** {@return the file in which the element is a source; empty where it is none, or the compiler is not javac} */
    public static Optional<String> file(Element element, ProcessingEnvironment environment) {
        try {
            return Optional.ofNullable(Trees.instance(environment).getPath(element))
                    .map(path -> path.getCompilationUnit().getSourceFile().getName());
        } catch (IllegalArgumentException | LinkageError anotherCompiler) {
            return Optional.empty();
        }
    }
}
