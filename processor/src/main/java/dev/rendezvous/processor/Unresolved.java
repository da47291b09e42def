package dev.rendezvous.processor;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Recognises elements with types that cannot be found. Another processor may write such a type in this round; if none does,
 * the compiler complains of it, and a second complaint would only confuse.
 */
final class Unresolved {

    private Unresolved() {}

    static boolean in(Element element) {
        if (element instanceof ExecutableElement method) {
            return inSignature(method) || inSupertypes(ProviderNames.typeOf(method));
        }
        return inSupertypes((TypeElement) element)
                || ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                        .anyMatch(Unresolved::inSignature);
    }

    static boolean inSupertypes(TypeElement type) {
        return isOrExtendsMissing(type.getSuperclass())
                || type.getInterfaces().stream().anyMatch(Unresolved::isOrExtendsMissing);
    }

    private static boolean isOrExtendsMissing(TypeMirror type) {
        return isMissing(type)
                || (type instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                        && inSupertypes(element));
    }

    private static boolean inSignature(ExecutableElement executable) {
        return isMissing(executable.getReturnType())
                || isAnyMissing(executable.getThrownTypes())
                || isAnyMissing(
                        executable.getParameters().stream().map(Element::asType).toList());
    }

    private static boolean isAnyMissing(List<? extends TypeMirror> types) {
        return types.stream().anyMatch(Unresolved::isMissing);
    }

    private static boolean isMissing(TypeMirror type) {
        return type.getKind() == TypeKind.ERROR
                || (type instanceof ArrayType array && isMissing(array.getComponentType()));
    }
}
