package dev.rendezvous.processor.read;

import dev.rendezvous.index.declaration.Declaration;
import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.processor.model.BackendAnnotation;
import dev.rendezvous.processor.model.OptionSet;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Reads what annotations say. A value that is missing or does not compile makes the whole annotation unreadable. */
public final class DeclarationReader {

    private final Elements elements;

    public DeclarationReader(Elements elements) {
        this.elements = elements;
    }

    /** {@return what the annotation on a backend says; empty where there is none, or where the compiler reports an error in it} */
    public Optional<BackendAnnotation> read(Element element) {
        return readable(
                () -> Annotations.find(element, RuntimeNames.RENDEZVOUS_BACKEND).map(this::backend));
    }

    /** {@return the options that an option set declares; empty where it is none, or where the compiler reports an error in it} */
    public Optional<List<DeclaredOption>> readOptionSet(Element element) {
        return readable(() -> optionSet(element));
    }

    private static <T> Optional<T> readable(Supplier<Optional<T>> read) {
        try {
            return read.get();
        } catch (UnreadableException thatTheCompilerReports) {
            return Optional.empty();
        }
    }

    private BackendAnnotation backend(AnnotationMirror mirror) {
        AnnotationValues values = values(mirror);
        List<String> aliases = new ArrayList<>();
        for (AnnotationValue alias : values.list(RuntimeNames.ALIASES)) {
            aliases.add(AnnotationValues.text(alias));
        }
        List<OptionSet> sets = new ArrayList<>();
        for (AnnotationValue set : values.listIfDeclared(RuntimeNames.OPTIONS_FROM)) {
            sets.add(namedSet(AnnotationValues.as(TypeMirror.class, set)));
        }
        Declaration own = new Declaration(
                values.text(RuntimeNames.VALUE),
                aliases,
                values.text(RuntimeNames.DESCRIPTION),
                options(values.list(RuntimeNames.OPTIONS)));
        return new BackendAnnotation(own, sets);
    }

    private OptionSet namedSet(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnreadableException();
        }
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            Optional<List<DeclaredOption>> options = optionSet(element);
            return new OptionSet(element.getQualifiedName().toString(), options.isPresent(), options.orElse(List.of()));
        }
        return new OptionSet(type.toString(), false, List.of());
    }

    private Optional<List<DeclaredOption>> optionSet(Element element) {
        return Annotations.find(element, RuntimeNames.OPTION_SET)
                .map(mirror -> options(values(mirror).list(RuntimeNames.VALUE)));
    }

    private List<DeclaredOption> options(List<AnnotationValue> values) {
        List<DeclaredOption> options = new ArrayList<>();
        for (AnnotationValue option : values) {
            options.add(option(values(AnnotationValues.as(AnnotationMirror.class, option))));
        }
        return options;
    }

    private static DeclaredOption option(AnnotationValues values) {
        VariableElement type = AnnotationValues.as(VariableElement.class, values.get(RuntimeNames.OPTION_TYPE));
        return new DeclaredOption(
                values.text(RuntimeNames.OPTION_NAME),
                Optional.of(ValueType.valueOf(type.getSimpleName().toString())),
                values.text(RuntimeNames.OPTION_DEFAULT),
                values.text(RuntimeNames.OPTION_DESCRIPTION),
                AnnotationValues.as(Boolean.class, values.get(RuntimeNames.OPTION_REQUIRED)));
    }

    private AnnotationValues values(AnnotationMirror mirror) {
        return new AnnotationValues(elements.getElementValuesWithDefaults(mirror));
    }
}
