package dev.rendezvous.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;

/**
 * The values of one annotation, those that are not written included.
 *
 * @param byMember as the compiler gives them
 */
record AnnotationValues(Map<? extends ExecutableElement, ? extends AnnotationValue> byMember) {

    AnnotationValue get(String member) {
        return Annotations.value(byMember, member).orElseThrow(UnreadableException::new);
    }

    String text(String member) {
        return text(get(member));
    }

    List<AnnotationValue> list(String member) {
        return list(get(member));
    }

    /** {@return the items of a list; none where the annotations are older than this member} */
    List<AnnotationValue> listIfDeclared(String member) {
        Optional<AnnotationValue> list = Annotations.value(byMember, member);
        return list.isPresent() ? list(list.get()) : List.of();
    }

    private static List<AnnotationValue> list(AnnotationValue list) {
        List<AnnotationValue> items = new ArrayList<>();
        for (Object item : as(List.class, list)) {
            if (!(item instanceof AnnotationValue value)) {
                throw new UnreadableException();
            }
            items.add(value);
        }
        return items;
    }

    /**
     * The compilers give the text {@code <error>} for a value that they could not compute. It is a constant of theirs, and so
     * the same object as ours, while what an author wrote is another object with the same text.
     */
    @SuppressWarnings("ReferenceEquality")
    static String text(AnnotationValue value) {
        String text = as(String.class, value);
        if (text == "<error>") {
            throw new UnreadableException();
        }
        return text;
    }

    static <T> T as(Class<T> type, AnnotationValue value) {
        if (!type.isInstance(value.getValue())) {
            throw new UnreadableException();
        }
        return type.cast(value.getValue());
    }
}
