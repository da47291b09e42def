package dev.rendezvous.processor;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.check.Place;
import dev.rendezvous.processor.check.ProviderList;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.read.HandWrittenProviders;
import dev.rendezvous.processor.report.FindingPrinter;
import dev.rendezvous.processor.write.ClassOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;

/** Checks the providers written by hand: those that the processor option lists, and those in an index that is there already. */
final class ListedProviders {

    private final SortedSet<String> byOption;
    private final BackendLookup lookup;
    private final HandWrittenProviders handWritten;
    private final ClassOutput output;
    private final FindingPrinter printer;

    ListedProviders(
            Map<String, String> options,
            BackendLookup lookup,
            HandWrittenProviders handWritten,
            ClassOutput output,
            FindingPrinter printer) {
        this.byOption = ProviderList.of(options);
        this.lookup = lookup;
        this.handWritten = handWritten;
        this.output = output;
        this.printer = printer;
    }

    /** {@return the classes that the option lists, without texts that are not class names} */
    SortedSet<String> byOption() {
        SortedSet<String> classes = new TreeSet<>(byOption);
        classes.removeIf(name -> !BinaryName.isLegal(name));
        return classes;
    }

    /** {@return whether the index can list each provider that the option names; reports those that it cannot} */
    boolean areLegal() {
        boolean legal = true;
        for (String name : byOption) {
            Optional<String> problem = handWritten.problemWith(name);
            if (problem.isPresent()) {
                print(Finding.of(Message.ILLEGAL_PROVIDER, Place.ANNOTATION, Quote.text(name), problem.get()), name);
                legal = false;
            }
        }
        return legal;
    }

    private void print(Finding finding, String name) {
        Optional<TypeElement> type = BinaryName.isLegal(name) ? lookup.type(name) : Optional.empty();
        if (type.isPresent()) {
            printer.print(finding, type.get());
        } else {
            printer.print(finding);
        }
    }

    /**
     * Warns of lines that a resource brought. A build tool copies such a resource before it compiles, and copies it again, over
     * the index, in a later build that does not compile.
     */
    void warnOfCopiedLines(IndexFile old, boolean generatesOthers) {
        if (!generatesOthers) {
            return;
        }
        List<IndexFile.Line> lines = old.lines().stream()
                .filter(line -> isWrittenByHand(line.entry().providerClass()))
                .toList();
        SortedSet<String> all = new TreeSet<>(byOption);
        lines.forEach(line -> all.add(line.entry().providerClass()));
        for (IndexFile.Line line : lines) {
            if (mayBeCopied(line.entry().providerClass())) {
                printer.printUrgently(
                        Message.COPIED_LINE,
                        line.number(),
                        RuntimeNames.indexPath(),
                        line.entry().providerClass(),
                        String.join(",", all));
            }
        }
    }

    private boolean isWrittenByHand(String providerClass) {
        return lookup.type(providerClass).filter(handWritten::contain).isPresent();
    }

    /** An index that lists a class before the class is compiled was not written by an earlier compile. */
    private boolean mayBeCopied(String providerClass) {
        return !byOption.contains(providerClass)
                || output.classFile(providerClass).isEmpty();
    }
}
