package dev.rendezvous.processor.check;

import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * Every message of the processors, each with the fix in it. Each id has a section in {@code docs/diagnostics.md}, and is never
 * given to another rule. What is wrong with a declaration is written in the index module, which other tools use too.
 */
public enum Message {
    ILLEGAL_NAME("RDZ001", "%s"),
    ILLEGAL_ALIAS("RDZ002", "%s"),
    REPEATED_ALIAS("RDZ003", "%s"),
    ILLEGAL_DESCRIPTION("RDZ004", "%s"),
    NAME_TAKEN("RDZ005", "the name %s is claimed by %s and also by %s; give one of them another name"),
    NOT_A_CLASS("RDZ006", "%s is %s, which cannot make a handler; annotate a class or a static method"),
    ABSTRACT_CLASS("RDZ007", "%s is abstract; annotate a class that can be instantiated, or a static method"),
    PRIVATE_CLASS("RDZ008", "%s is private, so the provider in its package cannot reach it; make it package-private"),
    LOCAL_CLASS("RDZ009", "%s is declared in a block; move it to the top level, or make it a static nested class"),
    INNER_CLASS("RDZ010", "%s is an inner class and needs an instance of its outer class; make it static"),
    ILLEGAL_CLASS_NAME("RDZ011", "the class %s %s"),
    NO_CONSTRUCTOR("RDZ012", "%s needs the constructor %s, but has %s; add it"),
    PRIVATE_CONSTRUCTOR("RDZ013", "the constructor %s is private; make it package-private"),
    CHECKED_EXCEPTION(
            "RDZ014",
            "%s throws %s; only InterruptedException and unchecked exceptions may pass,"
                    + " so wrap it, for instance in a RendezvousException"),
    NO_SHAPE(
            "RDZ015",
            "%s implements neither RendezvousHandler nor RendezvousHandlerFactory; implement one of them,"
                    + " or annotate a static method that takes RendezvousParameters and returns a RendezvousHandler"),
    TWO_SHAPES(
            "RDZ016",
            "%s can be used as a RendezvousHandler and as a RendezvousHandlerFactory; remove one of the interfaces,"
                    + " or one of the constructors %s"),
    METHOD_NOT_STATIC("RDZ017", "the method %s is not static; make it static"),
    PRIVATE_METHOD("RDZ018", "the method %s is private; make it package-private"),
    METHOD_PARAMETERS(
            "RDZ019",
            "the method %s has the wrong parameters; make it take exactly one dev.rendezvous.RendezvousParameters"),
    METHOD_RETURN_TYPE("RDZ020", "the method %s returns %s; make it return a dev.rendezvous.RendezvousHandler"),
    PROVIDER_CLASH("RDZ021", "the providers of %s and %s would have the same name, %s; rename one of the two"),
    PROVIDER_EXISTS("RDZ022", "the class %s exists and was not generated; rename it, or rename %s"),
    LINE_TOO_LONG("RDZ023", "%s does not fit into the index: %s; shorten the description or the aliases"),
    ILLEGAL_OPTION("RDZ024", "%s"),
    REPEATED_OPTION("RDZ025", "%s"),
    ILLEGAL_DEFAULT("RDZ026", "%s"),
    REQUIRED_WITH_DEFAULT("RDZ027", "%s"),
    ILLEGAL_OPTION_DESCRIPTION("RDZ028", "%s"),
    RUNTIME_MISSING(
            "RDZ029",
            "%s cannot see dev.rendezvous.spi.RendezvousBackendProvider; add the dependency"
                    + " dev.rendezvous:rendezvous-runtime, and in a named module \"requires dev.rendezvous.runtime\""),
    BAD_INDEX_LINE(
            "RDZ030",
            "%s in the output folder is not used: %s; correct the resource that it comes from, or do a clean build",
            Diagnostic.Kind.WARNING),
    FILE_TROUBLE(
            "RDZ031",
            "a generated file cannot be read or written: %s; check that the output folder is writable and that its"
                    + " disk is not full, and compile again"),
    NOT_PROVIDED(
            "RDZ032",
            "the module %s does not provide %s, and the module system reads no other index;"
                    + " the line in its module-info has to be: %s"),
    ILLEGAL_MODULE_POLICY("RDZ033", "the option -Arendezvous.modules is %s; expected error, warn or off%s"),
    NEVER_READABLE(
            "RDZ034",
            "nothing is generated for %s, because its class file names a class that cannot be found;"
                    + " add that class to the class path"),
    ILLEGAL_METADATA(
            "RDZ035",
            "the option -Arendezvous.metadata is %s; expected all, none, or some of native-image, proguard and r8,"
                    + " separated by commas%s"),
    FOREIGN_METADATA(
            "RDZ036",
            "the file %s exists and was not written by this processor, so it is left unchanged;"
                    + " remove it, or leave its kind out of the option -Arendezvous.metadata",
            Diagnostic.Kind.WARNING),
    NO_OPTION_SET(
            "RDZ037",
            "the class %s in optionsFrom does not have the annotation @RendezvousBackend.Options;"
                    + " add the annotation to it, or remove it from optionsFrom"),
    REPEATED_OPTION_SET("RDZ038", "the class %s is in optionsFrom twice; remove one"),
    COPIED_LINE(
            "RDZ039",
            "line %s of the resource %s lists %s, a provider that is written by hand; a later build that does not compile"
                    + " may copy the resource over the index, which then lacks every generated provider; delete the"
                    + " resource and compile with -Arendezvous.providers=%s, or delete the resource and replace the provider"
                    + " by a class or a static method with @RendezvousBackend",
            Diagnostic.Kind.WARNING),
    ILLEGAL_PROVIDER("RDZ040", "the option -Arendezvous.providers names %s, which %s"),
    INDEX_TAKEN(
            "RDZ041",
            "another annotation processor of this compile has written %s, and a compiler does not let a second one write"
                    + " it; stop the other processor from writing it, and list the providers that are written by hand with"
                    + " the option -Arendezvous.providers"),
    PROVIDER_IS_A_SOURCE(
            "RDZ042",
            "the provider %s cannot be generated, because this compile already has it as a source%s; leave the folder of"
                    + " generated sources out of the sources, or delete that file"),
    PROCESSOR_PATH("RDZ043", "the processor path is incomplete or mixes versions: %s"),
    INTERNAL_ERROR("RDZ900", "the rendezvous processor failed; please report this: %s");

    private final String id;
    private final String sentence;
    private final Diagnostic.Kind kind;

    Message(String id, String sentence) {
        this(id, sentence, Diagnostic.Kind.ERROR);
    }

    Message(String id, String sentence, Diagnostic.Kind kind) {
        this.id = id;
        this.sentence = sentence;
        this.kind = kind;
    }

    public String id() {
        return id;
    }

    public Diagnostic.Kind kind() {
        return kind;
    }

    /** {@return the page that explains the rule, with wrong and right code} */
    String link() {
        return DocsLink.PAGE + "#" + id.toLowerCase(Locale.ROOT);
    }

    String text(Object... arguments) {
        return id + ": " + String.format(Locale.ROOT, sentence, arguments) + " (see " + link() + ")";
    }
}
