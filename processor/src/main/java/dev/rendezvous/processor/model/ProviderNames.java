package dev.rendezvous.processor.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** How providers are called: {@code <Outer_Inner>_RendezvousProvider}, {@code <Outer_Inner>_<method>_RendezvousProvider}. */
public final class ProviderNames {

    private static final String SUFFIX = "_RendezvousProvider";

    private ProviderNames() {}

    static String simple(List<String> classNames, Optional<String> method) {
        return String.join("_", classNames) + method.map(name -> "_" + name).orElse("") + SUFFIX;
    }

    static String qualified(String packageName, String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    /** {@return the name of the provider of an annotated class or method} */
    public static String of(Element element, Elements elements) {
        Optional<String> method = element instanceof ExecutableElement
                ? Optional.of(element.getSimpleName().toString())
                : Optional.empty();
        return qualified(
                elements.getPackageOf(element).getQualifiedName().toString(),
                simple(classNames(typeOf(element)), method));
    }

    /** {@return the annotated class, or the one that has the annotated method} */
    public static TypeElement typeOf(Element element) {
        Element type = element instanceof ExecutableElement ? element.getEnclosingElement() : element;
        return (TypeElement) Objects.requireNonNull(type, "a method is in a class");
    }

    public static List<String> classNames(TypeElement type) {
        Deque<String> names = new ArrayDeque<>();
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            names.addFirst(e.getSimpleName().toString());
        }
        return List.copyOf(names);
    }
}
