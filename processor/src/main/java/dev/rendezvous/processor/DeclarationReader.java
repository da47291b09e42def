package dev.rendezvous.processor;

import dev.rendezvous.index.ValueType;
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
            for (Object option : values.list(RuntimeNames.OPTIONS)) {
                options.add(option(values(as(AnnotationMirror.class, option))));
            }
            List<String> aliases = new ArrayList<>();
            for (Object alias : values.list(RuntimeNames.ALIASES)) {
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

    /** javac gives the text {@code <error>} for a value that it could not compute. */
    private static String text(Object value) {
        String text = as(String.class, value);
        if (text.equals("<error>")) {
            throw new UnreadableException();
        }
        return text;
    }

    private static <T> T as(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new UnreadableException();
        }
        return type.cast(value);
    }

    private record Values(Map<? extends ExecutableElement, ? extends AnnotationValue> byMember) {

        Object get(String member) {
            return Annotations.value(byMember, member)
                    .map(AnnotationValue::getValue)
                    .orElseThrow(UnreadableException::new);
        }

        String text(String member) {
            return DeclarationReader.text(get(member));
        }

        List<Object> list(String member) {
            List<Object> items = new ArrayList<>();
            for (Object item : as(List.class, get(member))) {
                items.add(as(AnnotationValue.class, item).getValue());
            }
            return items;
        }
    }

    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
