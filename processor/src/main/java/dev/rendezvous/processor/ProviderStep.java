package dev.rendezvous.processor;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Reads, checks and writes the backends of one round after the other. Between rounds it holds nothing but names. */
final class ProviderStep {

    private final ProcessingEnvironment environment;
    private final FindingPrinter printer;
    private final Set<ElementName> waiting = new LinkedHashSet<>();
    private final Map<String, BackendCandidate> firstOfProvider = new HashMap<>();

    ProviderStep(ProcessingEnvironment environment) {
        this.environment = environment;
        this.printer = new FindingPrinter(environment);
    }

    void process(Collection<? extends Element> annotated) {
        Map<Element, BackendCandidate> candidates = read(annotated);
        candidates.forEach((element, candidate) -> {
            List<Finding> findings = Rules.check(candidate);
            findings.forEach(finding -> printer.print(finding, element));
            if (findings.isEmpty() && hasItsOwnProvider(element, candidate)) {
                write(element, candidate);
            }
        });
    }

    /** Says of what nothing was written. What is wrong in a source the compiler itself tells, only later than this. */
    void tellWhatStillWaits() {
        waiting.stream()
                .flatMap(name -> name.in(environment.getElementUtils()).stream())
                .filter(element -> !Sources.contain(element, environment))
                .forEach(element -> printer.print(
                        Finding.of(Message.NEVER_READABLE, Place.ANNOTATION, describe(element)), element));
    }

    private static String describe(Element element) {
        String type = ProviderNames.typeOf(element).getQualifiedName().toString();
        return element instanceof ExecutableElement ? type + "." + element.getSimpleName() : type;
    }

    private Map<Element, BackendCandidate> read(Collection<? extends Element> annotated) {
        CandidateReader reader = new CandidateReader(environment.getElementUtils(), environment.getTypeUtils());
        Map<Element, BackendCandidate> candidates = new LinkedHashMap<>();
        for (Element element : withWaiting(annotated)) {
            reader.read(element)
                    .ifPresentOrElse(
                            candidate -> candidates.put(element, candidate),
                            () -> waiting.add(ElementName.of(element)));
        }
        return candidates;
    }

    private Set<Element> withWaiting(Collection<? extends Element> annotated) {
        Set<Element> elements = new LinkedHashSet<>();
        waiting.forEach(name -> name.in(environment.getElementUtils()).ifPresent(elements::add));
        waiting.clear();
        elements.addAll(annotated);
        return elements;
    }

    private boolean hasItsOwnProvider(Element element, BackendCandidate candidate) {
        String provider = candidate.providerClass();
        // Where file names have no case, the second of two classes would overwrite the first.
        BackendCandidate first = firstOfProvider.putIfAbsent(provider.toLowerCase(Locale.ROOT), candidate);
        if (first == null) {
            return true;
        }
        String called = first.providerClass().equals(provider) ? provider : provider + " where file names have no case";
        printer.print(
                Finding.of(Message.PROVIDER_CLASH, Place.ANNOTATION, first.element(), candidate.element(), called),
                element);
        return false;
    }

    private void write(Element element, BackendCandidate candidate) {
        ProviderFiles files = new ProviderFiles(environment);
        files.makeRoom(candidate);
        files.obstacle(candidate)
                .ifPresentOrElse(finding -> printer.print(finding, element), () -> files.write(candidate, element));
    }
}
