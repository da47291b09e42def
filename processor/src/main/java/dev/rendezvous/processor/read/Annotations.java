package dev.rendezvous.processor.read;

import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Finds annotations and the values that are written in them. */
public final class Annotations {

    private Annotations() {}

    public static Optional<AnnotationMirror> find(Element element, String annotationClass) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
            if (type.getQualifiedName().contentEquals(annotationClass)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    public static Optional<AnnotationValue> written(AnnotationMirror mirror, String member) {
        return value(mirror.getElementValues(), member);
    }

    static Optional<AnnotationValue> value(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values, String member) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry : values.entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    static Optional<String> text(AnnotationMirror mirror, String member) {
        return written(mirror, member).map(AnnotationValue::getValue).map(Object::toString);
    }
}
