package dev.rendezvous.processor.read;

import com.sun.source.util.Trees;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;

/** What stands in the sources of this compile, and not in a class file or only in the compiler's mind. */
public final class Sources {

    private Sources() {}

    /** {@return whether the element has a place in a source; true also where the compiler is not javac, and so cannot be asked} */
    public static boolean contain(Element element, ProcessingEnvironment environment) {
        try {
            return Trees.instance(environment).getPath(element) != null;
        } catch (IllegalArgumentException | LinkageError anotherCompiler) {
            return true;
        }
    }
}
