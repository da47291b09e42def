package dev.rendezvous.processor.read;

import dev.rendezvous.processor.model.Declaration;
import dev.rendezvous.processor.model.DeclaredOption;
import dev.rendezvous.processor.model.RuntimeNames;

import dev.rendezvous.index.declaration.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/** Reads what the annotation says. A value that is missing or does not compile makes the whole of it unreadable. */
final class DeclarationReader {

    private final Elements elements;

    DeclarationReader(Elements elements) {
        this.elements = elements;
    }

    /** {@return what the annotation on the element says; empty where there is none, or where the compiler complains of it} */
    Optional<Declaration> read(Element element) {
        return Annotations.find(element, RuntimeNames.RENDEZVOUS_BACKEND).flatMap(this::read);
    }

    private Optional<Declaration> read(AnnotationMirror mirror) {
        try {
            Values values = values(mirror);
            List<DeclaredOption> options = new ArrayList<>();
            for (AnnotationValue option : values.list(RuntimeNames.OPTIONS)) {
                options.add(option(values(as(AnnotationMirror.class, option))));
            }
            List<String> aliases = new ArrayList<>();
            for (AnnotationValue alias : values.list(RuntimeNames.ALIASES)) {
                aliases.add(text(alias));
            }
            return Optional.of(new Declaration(
                    values.text(RuntimeNames.VALUE), aliases, values.text(RuntimeNames.DESCRIPTION), options));
        } catch (UnreadableException thatTheCompilerReports) {
            return Optional.empty();
        }
    }

    private static DeclaredOption option(Values values) {
        VariableElement type = as(VariableElement.class, values.get(RuntimeNames.OPTION_TYPE));
        return new DeclaredOption(
                values.text(RuntimeNames.OPTION_NAME),
                ValueType.valueOf(type.getSimpleName().toString()),
                values.text(RuntimeNames.OPTION_DEFAULT),
                values.text(RuntimeNames.OPTION_DESCRIPTION),
                as(Boolean.class, values.get(RuntimeNames.OPTION_REQUIRED)));
    }

    private Values values(AnnotationMirror mirror) {
        return new Values(elements.getElementValuesWithDefaults(mirror));
    }

    /**
     * The compilers give the text {@code <error>} for a value that they could not compute. It is a constant of theirs, and so
     * the same object as ours, while what an author wrote is another object with the same text.
     */
    @SuppressWarnings("ReferenceEquality")
    private static String text(AnnotationValue value) {
        String text = as(String.class, value);
        if (text == "<error>") {
            throw new UnreadableException();
        }
        return text;
    }

    private static <T> T as(Class<T> type, AnnotationValue value) {
        if (!type.isInstance(value.getValue())) {
            throw new UnreadableException();
        }
        return type.cast(value.getValue());
    }

    private record Values(Map<? extends ExecutableElement, ? extends AnnotationValue> byMember) {

        AnnotationValue get(String member) {
            return Annotations.value(byMember, member).orElseThrow(UnreadableException::new);
        }

        String text(String member) {
            return DeclarationReader.text(get(member));
        }

        List<AnnotationValue> list(String member) {
            List<AnnotationValue> items = new ArrayList<>();
            for (Object item : as(List.class, get(member))) {
                if (!(item instanceof AnnotationValue value)) {
                    throw new UnreadableException();
                }
                items.add(value);
            }
            return items;
        }
    }

    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
