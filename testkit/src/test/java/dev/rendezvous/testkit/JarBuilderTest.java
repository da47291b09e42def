package dev.rendezvous.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarBuilderTest {

    @TempDir
    private Path folder;

    @Test
    void classesAndResourcesAreInTheJar() throws Exception {
        Path jar = new JarBuilder()
                .source("com.acme.One", "package com.acme; public class One { Two two; }")
                .source("com.acme.Two", "package com.acme; class Two {}")
                .without("com.acme.Two")
                .resource("text", "hello")
                .write(folder.resolve("one.jar"));

        assertThat(Jars.contentsOf(jar)).containsOnlyKeys("com/acme/One.class", "text");
        try (URLClassLoader loader = ClassPaths.loader(getClass().getClassLoader(), jar)) {
            assertThat(loader.loadClass("com.acme.One").getPackageName()).isEqualTo("com.acme");
        }
    }

    @Test
    void sameContentsGiveSameBytes() throws Exception {
        JarBuilder jar = new JarBuilder().source("com.acme.One", "package com.acme; class One {}");

        byte[] first = Files.readAllBytes(jar.write(folder.resolve("first.jar")));
        assertThat(Files.readAllBytes(jar.write(folder.resolve("second.jar")))).isEqualTo(first);
    }

    @Test
    void compileErrorIsReported() {
        JarBuilder jar = new JarBuilder().source("com.acme.One", "package com.acme; class One { Two two; }");

        assertThatThrownBy(jar::contents)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("class Two");
    }

    @Test
    void changeWithoutEffectIsRefused() {
        JarBuilder jar = new JarBuilder().source("com.acme.One", "package com.acme; class One {}");

        assertThatThrownBy(() -> jar.change("com.acme.One", "Two", "Three"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Two is not in the source of com.acme.One");
    }
}
