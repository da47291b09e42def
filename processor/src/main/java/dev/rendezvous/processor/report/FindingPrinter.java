package dev.rendezvous.processor.report;

import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.check.Place;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.Annotations;
import dev.rendezvous.processor.read.Sources;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ModuleElement;
import javax.tools.Diagnostic;

/** Prints findings where the author looks: at the value in the annotation, else at the annotation, else at the element. */
public final class FindingPrinter {

    private final Messager messager;
    private final ProcessingEnvironment environment;

    public FindingPrinter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.environment = environment;
    }

    /** Prints something about a backend. */
    public void print(Finding finding, Element element) {
        print(finding, element, RuntimeNames.RENDEZVOUS_BACKEND);
    }

    /** Prints something about an element with that annotation. */
    public void print(Finding finding, Element element, String annotation) {
        if (element.getKind() == ElementKind.METHOD && !Sources.contain(element, environment)) {
            // The accessor that javac adds for a record component has the annotation of the component, and no position.
            messager.printMessage(finding.message().kind(), finding.text(), element.getEnclosingElement());
            return;
        }
        Optional<AnnotationMirror> mirror = Annotations.find(element, annotation);
        Optional<AnnotationValue> value = mirror.flatMap(found -> at(found, finding.place()));
        if (value.isPresent()) {
            messager.printMessage(finding.message().kind(), finding.text(), element, mirror.orElseThrow(), value.get());
        } else if (mirror.isPresent()) {
            messager.printMessage(finding.message().kind(), finding.text(), element, mirror.get());
        } else {
            messager.printMessage(finding.message().kind(), finding.text(), element);
        }
    }

    /** Prints with another severity than that of the message. */
    public void print(Diagnostic.Kind kind, Finding finding, ModuleElement module) {
        messager.printMessage(kind, finding.text(), module);
    }

    /** Prints something that is about no element of this compile. */
    public void print(Finding finding) {
        messager.printMessage(finding.message().kind(), finding.text());
    }

    /**
     * Prints a warning that must not be missed, because a later build loses something without any message. Where Maven hides the
     * warnings of the compiler, it is also printed to the standard error.
     */
    public void printUrgently(Message message, Object... arguments) {
        print(message, arguments);
        if (QuietMaven.hidesWarnings()) {
            System.err.println("[WARNING] "
                    + Finding.of(message, Place.ANNOTATION, arguments).text());
        }
    }

    /** Prints something that is about no element of this compile. */
    public void print(Message message, Object... arguments) {
        print(Finding.of(message, Place.ANNOTATION, arguments));
    }

    /** {@return the value at the place, or the nearest one around it; empty for the whole annotation} */
    private static Optional<AnnotationValue> at(AnnotationMirror mirror, Place place) {
        Optional<AnnotationValue> member = Annotations.written(mirror, place.member());
        if (place.index() == Place.NO_INDEX) {
            return member;
        }
        Optional<AnnotationValue> item = member.flatMap(list -> item(list, place.index()));
        Optional<AnnotationValue> nested = item.map(AnnotationValue::getValue)
                .filter(AnnotationMirror.class::isInstance)
                .flatMap(found -> Annotations.written((AnnotationMirror) found, place.nested()));
        return nested.or(() -> item).or(() -> member);
    }

    private static Optional<AnnotationValue> item(AnnotationValue list, int index) {
        return list.getValue() instanceof List<?> items
                        && index < items.size()
                        && items.get(index) instanceof AnnotationValue item
                ? Optional.of(item)
                : Optional.empty();
    }
}
