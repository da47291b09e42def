package dev.rendezvous.processor.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The class of an annotated element, and the classes around it. */
public final class Owners {

    private Owners() {}

    /** {@return the annotated class, or the one that has the annotated method} */
    public static TypeElement typeOf(Element element) {
        Element type = element instanceof ExecutableElement ? element.getEnclosingElement() : element;
        return (TypeElement) Objects.requireNonNull(type, "a method is in a class");
    }

    /** {@return the simple names of the class and of the classes around it, the outermost first} */
    static List<String> classNames(TypeElement type) {
        Deque<String> names = new ArrayDeque<>();
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            names.addFirst(e.getSimpleName().toString());
        }
        return List.copyOf(names);
    }
}
