package dev.rendezvous.benchmarks.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Writes one source for each annotated class and does nothing else: the floor for a processor that generates classes. What it
 * writes is a template with the name of the class put in.
 */
@SupportedAnnotationTypes("dev.rendezvous.annotations.RendezvousBackend")
@SupportedOptions(WriterProcessor.TEMPLATE)
public final class WriterProcessor extends AbstractProcessor {

    /** The option that names the file of the template. */
    static final String TEMPLATE = "template";

    /** What stands in the template for the simple name of the class. */
    static final String CLASS = "TheClass";

    /** What stands in the template for the number at the end of that name. */
    static final String NUMBER = "TheNumber";

    static final String SUFFIX = "_RendezvousProvider";

    private String template = "";

    /** Called by the compiler. */
    public WriterProcessor() {}

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        try {
            template = Files.readString(Path.of(environment.getOptions().get(TEMPLATE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            round.getElementsAnnotatedWith(annotation).forEach(this::write);
        }
        return true;
    }

    private void write(Element type) {
        String name = type.getSimpleName().toString();
        String number = name.substring(Sources.PREFIX.length());
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(Sources.PACKAGE + "." + name + SUFFIX, type)
                .openWriter()) {
            writer.write(template.replace(CLASS, name).replace(NUMBER, number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
