package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final List<Class<?>> PROCESSORS =
            List.of(RendezvousBackendProcessor.class, RendezvousIndexProcessor.class, RendezvousLintProcessor.class);

    @Test
    void compilersFindAllProcessors() {
        assertThat(ServiceLoader.load(Processor.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .filter(PROCESSORS::contains))
                .hasSameSizeAs(PROCESSORS)
                .containsSubsequence(RendezvousBackendProcessor.class, RendezvousLintProcessor.class)
                .containsSubsequence(RendezvousIndexProcessor.class, RendezvousLintProcessor.class);
    }

    @Test
    void gradleIsToldWhichProcessorIsIsolating() {
        assertThat(Resources.text("META-INF/gradle/incremental.annotation.processors")
                        .lines())
                .containsExactly(
                        PROCESSORS.get(0).getName() + ",isolating",
                        PROCESSORS.get(1).getName() + ",aggregating",
                        PROCESSORS.get(2).getName() + ",isolating");
    }

    @Test
    void compilersKnowTheOptions() {
        assertThat(new RendezvousIndexProcessor().getSupportedOptions())
                .containsExactlyInAnyOrder("rendezvous.modules", "rendezvous.metadata", "rendezvous.providers");
    }

    @Test
    void eachProcessorSupportsItsAnnotationInLatestSources() {
        assertThat(new RendezvousBackendProcessor().getSupportedAnnotationTypes())
                .isEqualTo(Set.of(
                        "dev.rendezvous.annotations.RendezvousBackend",
                        "dev.rendezvous.annotations.RendezvousBackend.Options"));
        assertThat(new RendezvousIndexProcessor().getSupportedAnnotationTypes())
                .isEqualTo(Set.of("dev.rendezvous.spi.RegisteredBackend"));
        assertThat(new RendezvousBackendProcessor().getSupportedSourceVersion())
                .isEqualTo(SourceVersion.latestSupported());
        assertThat(new RendezvousIndexProcessor().getSupportedSourceVersion())
                .isEqualTo(SourceVersion.latestSupported());
    }
}
