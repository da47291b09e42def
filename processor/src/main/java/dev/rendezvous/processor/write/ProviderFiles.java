package dev.rendezvous.processor.write;

import dev.rendezvous.processor.check.Finding;
import dev.rendezvous.processor.check.Message;
import dev.rendezvous.processor.check.Place;
import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.read.BackendLookup;
import dev.rendezvous.processor.read.Sources;
import dev.rendezvous.processor.read.VisibleTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Writes providers, and looks first for classes that have their names already. */
public final class ProviderFiles {

    private final ProcessingEnvironment environment;

    public ProviderFiles(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** {@return why the provider cannot have its name} */
    public Optional<Finding> obstacle(BackendCandidate candidate, Element origin) {
        Elements elements = environment.getElementUtils();
        return VisibleTypes.find(elements, origin, candidate.providerClass())
                .flatMap(existing -> obstacle(candidate, existing, elements));
    }

    private static Optional<Finding> obstacle(BackendCandidate candidate, TypeElement existing, Elements elements) {
        Optional<String> implementation = BackendLookup.implementation(existing);
        if (implementation.isEmpty()) {
            return Optional.of(Finding.of(
                    Message.PROVIDER_EXISTS, Place.ANNOTATION, candidate.providerClass(), candidate.element()));
        }
        return implementation
                .filter(other -> !other.equals(candidate.implementationClass()))
                .filter(other -> new BackendLookup(elements).backendOf(existing).isPresent())
                .map(other -> Finding.of(
                        Message.PROVIDER_CLASH,
                        Place.ANNOTATION,
                        other,
                        candidate.element(),
                        candidate.providerClass()));
    }

    /**
     * Eclipse's compiler refuses to generate a class that it can load. So the class file of an earlier compile is deleted before
     * the first look for the class, which the compiler would remember.
     */
    public void makeRoom(BackendCandidate candidate) {
        if (!environment.getClass().getName().startsWith("org.eclipse.")) {
            return;
        }
        ClassOutput output = new ClassOutput(environment.getFiler());
        output.classFile(candidate.providerClass())
                .filter(ProviderFiles::isGenerated)
                .ifPresent(bytes -> output.deleteClassFile(candidate.providerClass()));
    }

    /** {@return why the provider was not written; empty when it was} */
    public Optional<Finding> write(BackendCandidate candidate, Element origin) {
        try (Writer writer = environment
                .getFiler()
                .createSourceFile(candidate.providerClass(), origin)
                .openWriter()) {
            writer.write(ProviderSource.of(candidate));
            return Optional.empty();
        } catch (FilerException e) {
            return Optional.of(isASource(candidate, origin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compilers refuse to generate a class that they compile already. */
    private Finding isASource(BackendCandidate candidate, Element origin) {
        String file = VisibleTypes.find(environment.getElementUtils(), origin, candidate.providerClass())
                .flatMap(existing -> Sources.file(existing, environment))
                .map(name -> " from " + name)
                .orElse("");
        return Finding.of(Message.PROVIDER_IS_A_SOURCE, Place.ANNOTATION, candidate.providerClass(), file);
    }

    /** {@return whether the class file is that of a generated provider} */
    static boolean isGenerated(byte[] classFile) {
        return ClassOutput.mentions(classFile, RuntimeNames.spi(RuntimeNames.REGISTERED_BACKEND));
    }
}
