package dev.rendezvous.processor.read;

import dev.rendezvous.processor.model.BackendAnnotation;
import dev.rendezvous.processor.model.BackendCandidate;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads an annotated element: the last place where the compiler's types are seen. */
public final class CandidateReader {

    private final Elements elements;
    private final Types types;
    private final DeclarationReader declarations;

    public CandidateReader(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        this.declarations = new DeclarationReader(elements);
    }

    /** {@return the facts; empty while something of the element does not resolve} */
    public Optional<BackendCandidate> read(Element element) {
        if (Unresolved.in(element)) {
            return Optional.empty();
        }
        Optional<BackendAnnotation> annotation = declarations.read(element);
        return annotation.isPresent() ? Optional.of(candidate(element, annotation.get())) : Optional.empty();
    }

    private BackendCandidate candidate(Element element, BackendAnnotation annotation) {
        KnownTypes known = new KnownTypes(elements, types, element);
        FactsReader facts = new FactsReader(elements, known);
        TypeElement type = Owners.typeOf(element);
        return new BackendCandidate(
                annotation,
                elements.getPackageOf(type).getQualifiedName().toString(),
                Owners.classNames(type),
                elements.getBinaryName(type).toString(),
                facts.classFacts(type),
                element instanceof ExecutableElement method
                        ? Optional.of(facts.executableFacts(method))
                        : Optional.empty(),
                known.surroundings());
    }
}
