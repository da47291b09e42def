package dev.rendezvous.processor;

import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.check.OptionSetRules;
import dev.rendezvous.processor.check.Place;
import dev.rendezvous.processor.check.Rules;
import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.CandidateReader;
import dev.rendezvous.processor.read.DeclarationReader;
import dev.rendezvous.processor.read.ElementName;
import dev.rendezvous.processor.read.Owners;
import dev.rendezvous.processor.read.Sources;
import dev.rendezvous.processor.report.FindingPrinter;
import dev.rendezvous.processor.write.ProviderFiles;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Reads, checks and writes the backends of each round. Between rounds it holds names only.
 *
 * <p>A legal backend gets its provider at once. A wrong one is checked again in the next round, if there is one, because another
 * processor may still change it: Lombok adds the constructor that its annotation asks for.
 */
final class ProviderStep {

    private final ProcessingEnvironment environment;
    private final FindingPrinter printer;
    private final CandidateReader reader;
    private final DeclarationReader declarations;
    private final Map<String, BackendCandidate> firstOfProvider = new HashMap<>();
    private final Set<String> checkedSets = new HashSet<>();
    private Map<ElementName, List<Finding>> waiting = new LinkedHashMap<>();

    ProviderStep(ProcessingEnvironment environment) {
        this.environment = environment;
        this.printer = new FindingPrinter(environment);
        this.reader = new CandidateReader(environment.getElementUtils(), environment.getTypeUtils());
        this.declarations = new DeclarationReader(environment.getElementUtils());
    }

    /** Checks the option sets of one round, before the backends of that round are checked. */
    void processOptionSets(Collection<? extends TypeElement> sets) {
        for (TypeElement set : sets) {
            checkedSets.add(set.getQualifiedName().toString());
            declarations
                    .readOptionSet(set)
                    .map(OptionSetRules::check)
                    .orElse(List.of())
                    .forEach(finding -> printer.print(finding, set, RuntimeNames.OPTION_SET));
        }
    }

    /** Takes the backends of one round, and those that wait since an earlier one. */
    void process(Collection<? extends Element> annotated) {
        Map<ElementName, List<Finding>> before = waiting;
        waiting = new LinkedHashMap<>();
        for (Map.Entry<ElementName, Element> named :
                withElementsOf(before.keySet(), annotated).entrySet()) {
            Optional<BackendCandidate> candidate = reader.read(named.getValue());
            if (candidate.isPresent()) {
                judge(named.getValue(), candidate.get(), before.getOrDefault(named.getKey(), List.of()));
            } else {
                waiting.put(named.getKey(), List.of());
            }
        }
    }

    /**
     * Reports what is wrong with the backends that still wait. The compiler itself reports types that do not resolve in a source,
     * after this method. It does not report those in a class file.
     *
     * @param errorRaised whether an error was reported already
     */
    void finish(boolean errorRaised) {
        waiting.forEach((name, findings) -> name.in(environment.getElementUtils())
                .ifPresent(element -> {
                    findings.forEach(finding -> printer.print(finding, element));
                    if (findings.isEmpty() && !errorRaised && !Sources.contain(element, environment)) {
                        printer.print(Finding.of(Message.NEVER_READABLE, Place.ANNOTATION, describe(element)), element);
                    }
                }));
    }

    private static String describe(Element element) {
        String type = Owners.typeOf(element).getQualifiedName().toString();
        return element instanceof ExecutableElement ? type + "." + element.getSimpleName() : type;
    }

    /** Sorted, since the order of Eclipse's compiler changes from run to run, and the second of two that clash is reported. */
    private SortedMap<ElementName, Element> withElementsOf(
            Collection<ElementName> names, Collection<? extends Element> annotated) {
        SortedMap<ElementName, Element> elements = new TreeMap<>();
        for (ElementName name : names) {
            name.in(environment.getElementUtils()).ifPresent(found -> elements.put(name, found));
        }
        for (Element element : annotated) {
            elements.put(ElementName.of(element), element);
        }
        return elements;
    }

    private void judge(Element element, BackendCandidate candidate, List<Finding> before) {
        List<Finding> findings = Rules.check(candidate, checkedSets);
        if (!findings.isEmpty() && before.isEmpty()) {
            waiting.put(ElementName.of(element), findings);
        } else if (!findings.isEmpty()) {
            findings.forEach(finding -> printer.print(finding, element));
        } else if (hasItsOwnProvider(element, candidate)) {
            write(element, candidate);
        }
    }

    private boolean hasItsOwnProvider(Element element, BackendCandidate candidate) {
        String provider = candidate.providerClass();
        // Where file names ignore case, the second of two classes would overwrite the first.
        BackendCandidate first = firstOfProvider.putIfAbsent(provider.toLowerCase(Locale.ROOT), candidate);
        if (first == null) {
            return true;
        }
        String called = first.providerClass().equals(provider) ? provider : provider + " where file names ignore case";
        printer.print(
                Finding.of(Message.PROVIDER_CLASH, Place.ANNOTATION, first.element(), candidate.element(), called),
                element);
        return false;
    }

    private void write(Element element, BackendCandidate candidate) {
        ProviderFiles files = new ProviderFiles(environment);
        files.makeRoom(candidate);
        Optional<Finding> obstacle = files.obstacle(candidate, element);
        if (obstacle.isPresent()) {
            printer.print(obstacle.get(), element);
        } else {
            files.write(candidate, element).ifPresent(finding -> printer.print(finding, element));
        }
    }
}
