package dev.rendezvous.processor.read;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Looks types up as one module sees them. Without a module javac looks through all modules of the platform for a name that is
 * nowhere, which for the name of a provider to be is the rule: two fifths of what this processor cost.
 *
 * <p>The module is only asked for types: to ask it for its directives would complete its {@code provides} too early.
 */
public final class VisibleTypes {

    private VisibleTypes() {}

    /** {@return the type of that name, as the module of the element sees it} */
    public static Optional<TypeElement> find(Elements elements, Element element, String className) {
        Optional<ModuleElement> module = moduleOf(elements, element);
        return Optional.ofNullable(
                module.isPresent()
                        ? elements.getTypeElement(module.get(), className)
                        : elements.getTypeElement(className));
    }

    /** {@return the module of the element; empty where sources are older than modules} */
    static Optional<ModuleElement> moduleOf(Elements elements, Element element) {
        return Optional.ofNullable(elements.getModuleOf(element));
    }
}
