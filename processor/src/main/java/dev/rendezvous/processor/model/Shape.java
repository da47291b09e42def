package dev.rendezvous.processor.model;

import dev.rendezvous.processor.model.ClassFacts.Trait;
import dev.rendezvous.processor.model.ExecutableFacts.Parameters;

/** The shapes of annotated classes. A static method is the third shape, and has no choice of constructors. */
public enum Shape {
    HANDLER(Trait.HANDLER, Parameters.RENDEZVOUS_PARAMETERS, "(dev.rendezvous.RendezvousParameters)"),
    FACTORY(Trait.FACTORY, Parameters.NONE, "()");

    private final Trait trait;
    private final Parameters parameters;
    private final String parameterList;

    Shape(Trait trait, Parameters parameters, String parameterList) {
        this.trait = trait;
        this.parameters = parameters;
        this.parameterList = parameterList;
    }

    /** {@return the one shape of a class that breaks no rule} */
    public static Shape of(ClassFacts type) {
        return HANDLER.isMetBy(type) ? HANDLER : FACTORY;
    }

    /** {@return whether the class implements the interface of this shape} */
    public boolean isImplementedBy(ClassFacts type) {
        return type.is(trait);
    }

    /** {@return whether the provider can make an instance of the class and use it in this shape} */
    public boolean isMetBy(ClassFacts type) {
        return isImplementedBy(type)
                && type.constructor(parameters)
                        .filter(found -> !found.isPrivate())
                        .isPresent();
    }

    public Parameters parameters() {
        return parameters;
    }

    public String parameterList() {
        return parameterList;
    }
}
