package dev.rendezvous.testkit;

/**
 * The source of a handler that meets no other node, and of its provider.
 *
 * @param type the full name of the handler's class
 * @param annotation stands before the class; may be empty
 * @param members stands in the class; may be empty
 * @param backend an expression, the name that the handler reports; it may use {@code parameters}
 * @param runId an expression, the run id that the handler reports
 * @param onCreate statements of the constructor
 * @param onClose statements of the method {@code close}
 */
public record HandlerStub(
        String type, String annotation, String members, String backend, String runId, String onCreate, String onClose) {

    /** {@return a handler that reports what its parameters say} */
    public static HandlerStub of(String type) {
        return new HandlerStub(type, "", "", "parameters.backend()", "parameters.runId()", "", "");
    }

    public HandlerStub annotated(String text) {
        return new HandlerStub(type, text, members, backend, runId, onCreate, onClose);
    }

    public HandlerStub with(String moreMembers) {
        return new HandlerStub(type, annotation, moreMembers, backend, runId, onCreate, onClose);
    }

    public HandlerStub backend(String expression) {
        return new HandlerStub(type, annotation, members, expression, runId, onCreate, onClose);
    }

    public HandlerStub runId(String expression) {
        return new HandlerStub(type, annotation, members, backend, expression, onCreate, onClose);
    }

    public HandlerStub onCreate(String statements) {
        return new HandlerStub(type, annotation, members, backend, runId, statements, onClose);
    }

    public HandlerStub onClose(String statements) {
        return new HandlerStub(type, annotation, members, backend, runId, onCreate, statements);
    }

    /** {@return the source of the handler} */
    public String source() {
        return """
                package %1$s;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                %3$s public class %2$s implements RendezvousHandler {
                    private final RendezvousParameters parameters;
                    %4$s
                    public %2$s(RendezvousParameters parameters) { this.parameters = parameters; %7$s }
                    @Override public String backend() { return %5$s; }
                    @Override public String runId() { return %6$s; }
                    @Override public RendezvousInfo nextRendezvous() { throw new UnsupportedOperationException(); }
                    @Override public boolean isRunClosed() { return false; }
                    @Override public void closeRun() {}
                    @Override public int numNodesWaiting() { return 0; }
                    @Override public boolean shutdown() { return true; }
                    @Override public void close() { %8$s }
                }
                """.formatted(packageName(), simpleName(), annotation, members, backend, runId, onCreate, onClose);
    }

    /** {@return the name of the provider's class} */
    public String provider() {
        return type + "_RendezvousProvider";
    }

    /**
     * {@return the source of the provider, as the processor would have written it}
     *
     * @param name the name of the backend
     * @param descriptor more calls of the descriptor's builder, such as {@code .aliases("other")}
     */
    public String providerSource(String name, String descriptor) {
        return """
                package %1$s;
                import dev.rendezvous.*; import dev.rendezvous.spi.*;
                public final class %2$s_RendezvousProvider implements dev.rendezvous.spi.RendezvousBackendProvider {
                    public %2$s_RendezvousProvider() {}
                    @Override public BackendDescriptor descriptor() {
                        return BackendDescriptor.builder("%3$s").implementationClass("%1$s.%2$s")%4$s.build();
                    }
                    @Override public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
                        return new %2$s(parameters);
                    }
                }
                """.formatted(packageName(), simpleName(), name, descriptor);
    }

    private String packageName() {
        return type.substring(0, type.lastIndexOf('.'));
    }

    private String simpleName() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
