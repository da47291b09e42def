package dev.rendezvous.processor.read;

import java.util.ArrayList;
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
public final class Unresolved {

    private Unresolved() {}

    static boolean in(Element element) {
        if (element instanceof ExecutableElement method) {
            return inSignature(method) || inSupertypes(Owners.typeOf(method));
        }
        return inSupertypes((TypeElement) element)
                || inAnySignature(ElementFilter.constructorsIn(element.getEnclosedElements()));
    }

    public static boolean inSupertypes(TypeElement type) {
        if (isOrExtendsMissing(type.getSuperclass())) {
            return true;
        }
        for (TypeMirror implemented : type.getInterfaces()) {
            if (isOrExtendsMissing(implemented)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inAnySignature(List<ExecutableElement> executables) {
        for (ExecutableElement executable : executables) {
            if (inSignature(executable)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOrExtendsMissing(TypeMirror type) {
        return isMissing(type)
                || (type instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                        && inSupertypes(element));
    }

    private static boolean inSignature(ExecutableElement executable) {
        List<TypeMirror> types = new ArrayList<>(executable.getThrownTypes());
        types.add(executable.getReturnType());
        for (Element parameter : executable.getParameters()) {
            types.add(parameter.asType());
        }
        return isAnyMissing(types);
    }

    private static boolean isAnyMissing(List<? extends TypeMirror> types) {
        for (TypeMirror type : types) {
            if (isMissing(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMissing(TypeMirror type) {
        return type.getKind() == TypeKind.ERROR
                || (type instanceof ArrayType array && isMissing(array.getComponentType()));
    }
}
