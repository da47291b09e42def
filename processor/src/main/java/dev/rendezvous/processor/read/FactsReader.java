package dev.rendezvous.processor.read;

import dev.rendezvous.processor.model.ClassFacts;
import dev.rendezvous.processor.model.ClassFacts.Trait;
import dev.rendezvous.processor.model.Deprecation;
import dev.rendezvous.processor.model.ExecutableFacts;
import dev.rendezvous.processor.model.ExecutableFacts.Parameters;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Turns a class, its constructors and an annotated method into plain facts. */
final class FactsReader {

    private final Elements elements;
    private final KnownTypes known;

    FactsReader(Elements elements, KnownTypes known) {
        this.elements = elements;
        this.known = known;
    }

    ClassFacts classFacts(TypeElement type) {
        List<ExecutableFacts> constructors = new ArrayList<>();
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            constructors.add(executableFacts(constructor));
        }
        return new ClassFacts(
                kind(type), traits(type), privateClass(type), constructors, deprecations(type), factoryMethod(type));
    }

    ExecutableFacts executableFacts(ExecutableElement executable) {
        boolean constructor = executable.getKind() == ElementKind.CONSTRUCTOR;
        Element named = constructor ? Owners.typeOf(executable) : executable;
        String name = named.getSimpleName().toString();
        return new ExecutableFacts(
                name,
                name + "(" + parameterList(executable) + ")",
                parameters(executable),
                executable.getModifiers().contains(Modifier.PRIVATE),
                executable.getModifiers().contains(Modifier.STATIC),
                forbiddenExceptions(executable),
                executable.getReturnType().toString(),
                known.isHandler(executable.getReturnType()),
                deprecation(executable));
    }

    private static String kind(TypeElement type) {
        return switch (type.getKind()) {
            case INTERFACE -> "an interface";
            case ENUM -> "an enum";
            case ANNOTATION_TYPE -> "an annotation type";
            default -> "a class";
        };
    }

    private Set<Trait> traits(TypeElement type) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        addIf(traits, Trait.CLASS, type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD);
        addIf(traits, Trait.ABSTRACT, type.getModifiers().contains(Modifier.ABSTRACT));
        NestingKind nesting = type.getNestingKind();
        addIf(traits, Trait.LOCAL, nesting == NestingKind.LOCAL || nesting == NestingKind.ANONYMOUS);
        addIf(traits, Trait.INNER, nesting == NestingKind.MEMBER && !isStatic(type));
        addIf(traits, Trait.GENERIC, !type.getTypeParameters().isEmpty());
        addIf(traits, Trait.AUXILIARY, !outermost(type).getModifiers().contains(Modifier.PUBLIC));
        addIf(traits, Trait.HANDLER, known.isHandler(type.asType()));
        addIf(traits, Trait.FACTORY, known.isFactory(type.asType()));
        return traits;
    }

    private static void addIf(Set<Trait> traits, Trait trait, boolean isTrue) {
        if (isTrue) {
            traits.add(trait);
        }
    }

    /** Not every compiler lists {@code static} among the modifiers of a class that is static without saying so. */
    private static boolean isStatic(TypeElement type) {
        return type.getModifiers().contains(Modifier.STATIC)
                || type.getKind() == ElementKind.RECORD
                || (type.getEnclosingElement() instanceof TypeElement around
                        && around.getKind().isInterface());
    }

    private static TypeElement outermost(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement around ? outermost(around) : type;
    }

    private static Optional<String> privateClass(TypeElement type) {
        for (Element e = type; e instanceof TypeElement around; e = e.getEnclosingElement()) {
            if (e.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(around.getQualifiedName().toString());
            }
        }
        return Optional.empty();
    }

    private static String parameterList(ExecutableElement executable) {
        StringJoiner joined = new StringJoiner(", ");
        for (VariableElement parameter : executable.getParameters()) {
            joined.add(parameter.asType().toString());
        }
        String list = joined.toString();
        return executable.isVarArgs() ? list.substring(0, list.length() - "[]".length()) + "..." : list;
    }

    private Parameters parameters(ExecutableElement executable) {
        List<? extends VariableElement> parameters = executable.getParameters();
        if (parameters.isEmpty()) {
            return Parameters.NONE;
        }
        return parameters.size() == 1 && known.isParameters(parameters.get(0).asType())
                ? Parameters.RENDEZVOUS_PARAMETERS
                : Parameters.OTHER;
    }

    private List<String> forbiddenExceptions(ExecutableElement executable) {
        List<String> forbidden = new ArrayList<>();
        for (TypeMirror thrown : executable.getThrownTypes()) {
            if (!known.mayBeThrown(thrown)) {
                forbidden.add(thrown.toString());
            }
        }
        return forbidden;
    }

    private List<Deprecation> deprecations(TypeElement type) {
        List<Deprecation> deprecations = new ArrayList<>();
        for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
            deprecations.add(deprecation(e));
        }
        return deprecations;
    }

    /** Only of a factory, since to list all members of a class costs more than all else that is read of it. */
    private Deprecation factoryMethod(TypeElement type) {
        if (known.isFactory(type.asType())) {
            for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
                if (method.getSimpleName().contentEquals(RuntimeNames.CREATE)
                        && parameters(method) == Parameters.RENDEZVOUS_PARAMETERS) {
                    return deprecation(method);
                }
            }
        }
        return Deprecation.NONE;
    }

    private Deprecation deprecation(Element element) {
        if (!elements.isDeprecated(element)) {
            return Deprecation.NONE;
        }
        return Annotations.find(element, Deprecated.class.getName())
                .flatMap(mirror -> Annotations.text(mirror, "forRemoval"))
                .filter(Boolean::parseBoolean)
                .map(forRemoval -> Deprecation.FOR_REMOVAL)
                .orElse(Deprecation.ORDINARY);
    }
}
