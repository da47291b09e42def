package dev.rendezvous.processor.read;

import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The types that the shapes are made of, as the module of one element sees them. Not to be kept from one round to the next, since the
 * compiler's elements go stale.
 */
public final class KnownTypes {

    private final Elements elements;
    private final Types types;
    private final Element element;
    private final Map<String, Optional<TypeMirror>> found = new HashMap<>();

    public KnownTypes(Elements elements, Types types, Element element) {
        this.elements = elements;
        this.types = types;
        this.element = element;
    }

    boolean isHandler(TypeMirror type) {
        return isSubtype(type, RuntimeNames.api(RuntimeNames.HANDLER));
    }

    boolean isFactory(TypeMirror type) {
        return isSubtype(type, RuntimeNames.api(RuntimeNames.FACTORY));
    }

    public boolean isProvider(TypeMirror type) {
        return isSubtype(type, RuntimeNames.spi(RuntimeNames.PROVIDER));
    }

    boolean isParameters(TypeMirror type) {
        Optional<TypeMirror> known = find(RuntimeNames.api(RuntimeNames.PARAMETERS));
        return known.isPresent() && types.isSameType(type, known.get());
    }

    boolean mayBeThrown(TypeMirror type) {
        return isSubtype(type, RuntimeException.class.getName())
                || isSubtype(type, Error.class.getName())
                || isSubtype(type, InterruptedException.class.getName());
    }

    BackendCandidate.Surroundings surroundings() {
        Optional<ModuleElement> module = VisibleTypes.moduleOf(elements, element);
        return new BackendCandidate.Surroundings(
                find(RuntimeNames.spi(RuntimeNames.PROVIDER)).isPresent(),
                module.isPresent() && !module.get().isUnnamed());
    }

    private boolean isSubtype(TypeMirror type, String className) {
        Optional<TypeMirror> known = find(className);
        return known.isPresent() && types.isSubtype(type, known.get());
    }

    private Optional<TypeMirror> find(String className) {
        Optional<TypeMirror> known = found.get(className);
        if (known == null) {
            Optional<TypeElement> type = VisibleTypes.find(elements, element, className);
            known = type.isPresent() ? Optional.of(type.get().asType()) : Optional.empty();
            found.put(className, known);
        }
        return known;
    }
}
