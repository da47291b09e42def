package dev.rendezvous.processor;

import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ModuleElement;
import javax.tools.Diagnostic;

/** Prints findings where their author will look: at the annotation's value, else at the annotation, else at the element. */
final class FindingPrinter {

    private final Messager messager;
    private final ProcessingEnvironment environment;

    FindingPrinter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.environment = environment;
    }

    void print(Finding finding, Element element) {
        if (element.getKind() == ElementKind.METHOD && !Sources.contain(element, environment)) {
            // The accessor that javac adds for a record component has the annotation of the component, and no place.
            messager.printMessage(finding.message().kind(), finding.text(), element.getEnclosingElement());
            return;
        }
        Optional<AnnotationMirror> mirror = Annotations.find(element, RuntimeNames.RENDEZVOUS_BACKEND);
        Optional<AnnotationValue> value = mirror.flatMap(found -> Annotations.at(found, finding.place()));
        if (value.isPresent()) {
            messager.printMessage(finding.message().kind(), finding.text(), element, mirror.orElseThrow(), value.get());
        } else if (mirror.isPresent()) {
            messager.printMessage(finding.message().kind(), finding.text(), element, mirror.get());
        } else {
            messager.printMessage(finding.message().kind(), finding.text(), element);
        }
    }

    /** Prints with another weight than the message has by itself. */
    void print(Diagnostic.Kind kind, Finding finding, ModuleElement module) {
        messager.printMessage(kind, finding.text(), module);
    }

    /** Prints something that is about no element of this compile. */
    void print(Finding finding) {
        messager.printMessage(finding.message().kind(), finding.text());
    }

    /** Prints something that is about no element of this compile. */
    void print(Message message, Object... arguments) {
        print(Finding.of(message, Place.ANNOTATION, arguments));
    }
}
