package org.gradle.internal.compiler.java;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler.CompilationTask;

/**
 * Tells Gradle which classes come from which source. The published jar leaves it out. Uses of constants are not collected, so
 * what a changed constant makes Gradle compile again cannot be judged with it.
 */
public final class IncrementalCompileTask implements CompilationTask {

    private final JavacTask task;
    private final Function<File, Optional<String>> relativize;
    private final Consumer<String> beforeClass;
    private final Consumer<Map<String, Set<String>>> result;
    private final Map<String, Set<String>> classesOfSource = new TreeMap<>();

    public IncrementalCompileTask(
            CompilationTask task,
            Function<File, Optional<String>> relativize,
            Consumer<String> beforeClass,
            Consumer<Map<String, Set<String>>> result,
            BiConsumer<String, String> publicConstantUses,
            BiConsumer<String, String> privateConstantUses) {
        this.task = (JavacTask) task;
        this.relativize = relativize;
        this.beforeClass = beforeClass;
        this.result = result;
    }

    @Override
    public Boolean call() {
        task.addTaskListener(new TaskListener() {
            @Override
            public void started(TaskEvent event) {
                if (event.getKind() == TaskEvent.Kind.GENERATE) {
                    beforeClass.accept(className(event));
                }
            }

            @Override
            public void finished(TaskEvent event) {
                if (event.getKind() == TaskEvent.Kind.GENERATE) {
                    relativize
                            .apply(new File(event.getSourceFile().getName()))
                            .ifPresent(source -> classesOfSource
                                    .computeIfAbsent(source, key -> new TreeSet<>())
                                    .add(className(event)));
                }
            }
        });
        try {
            return task.call();
        } finally {
            result.accept(classesOfSource);
        }
    }

    private String className(TaskEvent event) {
        return task.getElements().getBinaryName(event.getTypeElement()).toString();
    }

    @Override
    public void addModules(Iterable<String> moduleNames) {
        task.addModules(moduleNames);
    }

    @Override
    public void setProcessors(Iterable<? extends Processor> processors) {
        task.setProcessors(processors);
    }

    @Override
    public void setLocale(Locale locale) {
        task.setLocale(locale);
    }
}
