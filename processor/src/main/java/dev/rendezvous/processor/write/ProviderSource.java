package dev.rendezvous.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.rendezvous.index.declaration.Declaration;
import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.ClassFacts.Trait;
import dev.rendezvous.processor.model.RuntimeNames;
import dev.rendezvous.processor.model.Shape;
import java.util.HexFormat;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the source of a provider. The same candidate gives the same text, on every machine. */
public final class ProviderSource {

    private static final ClassName HANDLER = ClassName.get(RuntimeNames.API_PACKAGE, RuntimeNames.HANDLER);
    private static final ClassName PARAMETERS = ClassName.get(RuntimeNames.API_PACKAGE, RuntimeNames.PARAMETERS);
    private static final ClassName DESCRIPTOR =
            ClassName.get(RuntimeNames.SPI_PACKAGE, RuntimeNames.BACKEND_DESCRIPTOR);
    private static final ClassName OPTION_TYPE = ClassName.get(
            RuntimeNames.SPI_PACKAGE, RuntimeNames.OPTION_DESCRIPTOR, RuntimeNames.OPTION_DESCRIPTOR_TYPE);
    private static final ClassName PROVIDER = ClassName.get(RuntimeNames.SPI_PACKAGE, RuntimeNames.PROVIDER);
    private static final ClassName REGISTERED =
            ClassName.get(RuntimeNames.SPI_PACKAGE, RuntimeNames.REGISTERED_BACKEND);
    private static final String PARAMETER = "parameters";
    private static final int LAST_ASCII = 0x7e;

    private final BackendCandidate candidate;

    private ProviderSource(BackendCandidate candidate) {
        this.candidate = candidate;
    }

    /** {@return the source of the provider of a candidate that breaks no rule, in ASCII} */
    static String of(BackendCandidate candidate) {
        TypeSpec type = new ProviderSource(candidate).type();
        return inAscii(JavaFile.builder(candidate.packageName(), type).build().toString());
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(candidate.providerName())
                .addJavadoc("Describes the backend {@code $L} and makes its handlers.\n", name())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(PROVIDER);
        if (candidate.surroundings().isNamedModule()) {
            // The author's module need not declare "requires transitive" for the runtime because of this class.
            type.addAnnotation(suppress(Set.of("exports")));
        }
        return type.addAnnotation(marker())
                .addMethod(constructor())
                .addMethod(descriptor())
                .addMethod(create())
                .build();
    }

    private String name() {
        return candidate.declaration().name();
    }

    private AnnotationSpec marker() {
        return AnnotationSpec.builder(REGISTERED)
                .addMember(RuntimeNames.REGISTERED_IMPLEMENTATION, "$S", candidate.implementationClass())
                .addMember(RuntimeNames.REGISTERED_NAME, "$S", name())
                .build();
    }

    private static AnnotationSpec suppress(Set<String> warnings) {
        AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
        warnings.forEach(warning -> suppress.addMember("value", "$S", warning));
        return suppress.build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("Called by the registry, which finds this class in the index.\n")
                .addModifiers(Modifier.PUBLIC)
                .build();
    }

    private MethodSpec descriptor() {
        Declaration declaration = candidate.declaration();
        CodeBlock.Builder chain = CodeBlock.builder().add("return $T.$L($S)", DESCRIPTOR, RuntimeNames.BUILDER, name());
        if (!declaration.aliases().isEmpty()) {
            CodeBlock aliases = declaration.aliases().stream()
                    .map(alias -> CodeBlock.of("$S", alias))
                    .collect(CodeBlock.joining(", "));
            link(chain, RuntimeNames.BUILDER_ALIASES, aliases);
        }
        if (!declaration.description().isEmpty()) {
            link(chain, RuntimeNames.BUILDER_DESCRIPTION, CodeBlock.of("$S", declaration.description()));
        }
        link(chain, RuntimeNames.BUILDER_IMPLEMENTATION, CodeBlock.of("$S", candidate.implementationClass()));
        link(chain, RuntimeNames.BUILDER_PROVIDER, CodeBlock.of("$T.class.getName()", providerType()));
        declaration.options().forEach(option -> link(chain, RuntimeNames.BUILDER_OPTION, arguments(option)));
        link(chain, RuntimeNames.BUILDER_BUILD, CodeBlock.of(""));
        return override(RuntimeNames.DESCRIPTOR)
                .returns(DESCRIPTOR)
                .addStatement(chain.build())
                .build();
    }

    private static void link(CodeBlock.Builder chain, String method, CodeBlock arguments) {
        chain.add("\n.$L($L)", method, arguments);
    }

    private static CodeBlock arguments(DeclaredOption option) {
        return CodeBlock.of(
                "$S, $T.$L, $S, $S, $L",
                option.name(),
                OPTION_TYPE,
                option.type().orElseThrow().name(),
                option.defaultValue(),
                option.description(),
                option.required());
    }

    private MethodSpec create() {
        MethodSpec.Builder create = override(RuntimeNames.CREATE);
        Set<String> warnings = CompilerWarnings.of(candidate);
        if (!warnings.isEmpty()) {
            create.addAnnotation(suppress(warnings));
        }
        return create.returns(HANDLER)
                .addParameter(ParameterSpec.builder(PARAMETERS, PARAMETER).build())
                .addException(InterruptedException.class)
                .addStatement("return $L", handler())
                .build();
    }

    private CodeBlock handler() {
        ClassName type = backendType();
        if (candidate.method().isPresent()) {
            return CodeBlock.of("$T.$L($L)", type, candidate.method().get().name(), PARAMETER);
        }
        String diamond = candidate.type().is(Trait.GENERIC) ? "<>" : "";
        return Shape.of(candidate.type()) == Shape.HANDLER
                ? CodeBlock.of("new $T$L($L)", type, diamond, PARAMETER)
                : CodeBlock.of("new $T$L().$L($L)", type, diamond, RuntimeNames.CREATE, PARAMETER);
    }

    private ClassName backendType() {
        ClassName type =
                ClassName.get(candidate.packageName(), candidate.classNames().get(0));
        for (String nested :
                candidate.classNames().subList(1, candidate.classNames().size())) {
            type = type.nestedClass(nested);
        }
        return type;
    }

    private ClassName providerType() {
        return ClassName.get(candidate.packageName(), candidate.providerName());
    }

    private static MethodSpec.Builder override(String method) {
        return MethodSpec.methodBuilder(method).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    /** Escapes all other characters, so that a description survives any source encoding of the author's build. */
    private static String inAscii(String source) {
        StringBuilder ascii = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c <= LAST_ASCII) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return ascii.toString();
    }
}
