package dev.rendezvous.registry;

import static dev.rendezvous.registry.TestParameters.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousHandlerFactory;
import dev.rendezvous.RendezvousParameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry does with factories that are registered by hand. */
class RendezvousRegistryTest {

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void sameFactoryTwiceIsFine() throws InterruptedException {
        RendezvousHandlerFactory factory = parameters -> new StubHandler("stub");

        registry.register("stub", factory);
        registry.register("stub", factory);

        assertThat(registry.names()).containsExactly("stub");
        assertThat(registry.createHandler(asking("stub"))).isInstanceOf(StubHandler.class);
    }

    @Test
    void factoriesThatAreEqualAreTheSame() {
        record Factory(String name) implements RendezvousHandlerFactory {
            @Override
            public RendezvousHandler create(RendezvousParameters parameters) {
                return new StubHandler(name);
            }
        }
        registry.register("stub", new Factory("stub"));

        assertThatCode(() -> registry.register("stub", new Factory("stub"))).doesNotThrowAnyException();
    }

    @Test
    void secondFactoryOfNameIsRefusedNamingBoth() throws InterruptedException {
        registry.register("stub", new FirstFactory());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register("stub", new SecondFactory()))
                .withMessageContainingAll("stub", FirstFactory.class.getName(), SecondFactory.class.getName());
        assertThat(registry.createHandler(asking("stub")).runId()).isEqualTo("run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Stub", "stub!", "-stub", "стуб"})
    void anIllegalNameIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> registry.register(name, new FirstFactory()));
        assertThatIllegalArgumentException().isThrownBy(() -> registry.prefer(name, "com.acme.A"));
    }

    @Test
    void factoryGetsTheVeryParameters() throws InterruptedException {
        List<RendezvousParameters> seen = new ArrayList<>();
        registry.register("stub", parameters -> {
            seen.add(parameters);
            return new StubHandler("stub");
        });
        RendezvousParameters parameters = asking("stub");

        registry.createHandler(parameters);

        assertThat(seen).singleElement().isSameAs(parameters);
    }

    @Test
    void factoryIsListedWithItsClass() {
        registry.register("stub", new FirstFactory());

        assertThat(registry.contains("stub")).isTrue();
        assertThat(registry.find("stub")).hasValueSatisfying(found -> {
            assertThat(found.implementationClass()).isEqualTo(FirstFactory.class.getName());
            assertThat(found.providerClass()).isEmpty();
            assertThat(found.origin()).isEmpty();
        });
        assertThat(registry.explain("stub").candidates())
                .containsExactly(new Verdict(
                        registry.backends().get(0), 0, Verdict.Kind.CHOSEN, "no other backend has the name"));
    }

    @Test
    void unknownNameShowsKnownOnesAndTheNearest() {
        registry.register("tcp", new FirstFactory());
        registry.register("static", new FirstFactory());
        registry.register("c10d", new FirstFactory());

        UnknownBackendException e =
                catchThrowableOfType(UnknownBackendException.class, () -> registry.createHandler(asking("sttaic")));

        assertThat(e.name()).isEqualTo("sttaic");
        assertThat(e.known()).containsExactly("c10d", "static", "tcp");
        assertThat(e.nearest()).contains("static");
        assertThat(e)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"sttaic\"", "c10d, static, tcp", "did you mean \"static\"?");
    }

    @Test
    void unknownNameBeforeADiscoverySaysSo() {
        assertThatThrownBy(() -> registry.createHandler(asking("tcp")))
                .isInstanceOf(UnknownBackendException.class)
                .hasMessageContaining("nothing was discovered yet");
    }

    @Test
    void missingIndexMentionsTheProcessor() {
        registry.discover(ClassLoader.getPlatformClassLoader());

        assertThatThrownBy(() -> registry.createHandler(asking("tcp")))
                .isInstanceOf(UnknownBackendException.class)
                .hasMessageContainingAll(PluginJar.INDEX, "annotation processor", "JDK 23");
    }

    @Test
    void handlerWithAnotherNameIsClosedAndRefused() {
        StubHandler handler = new StubHandler("other");
        registry.register("stub", parameters -> handler);

        assertThatIllegalStateException()
                .isThrownBy(() -> registry.createHandler(asking("stub")))
                .withMessageContainingAll("\"stub\"", "\"other\"");
        assertThat(handler.isReleased()).isTrue();
    }

    @Test
    void handlerWithoutANameIsClosedAndRefused() {
        StubHandler handler = new StubHandler("stub") {
            @Override
            @SuppressWarnings("NullAway") // a backend that breaks the contract is the subject
            public String backend() {
                return null;
            }
        };
        registry.register("stub", parameters -> handler);

        assertThatIllegalStateException()
                .isThrownBy(() -> registry.createHandler(asking("stub")))
                .withMessageContainingAll("\"stub\"", "reports no name");
        assertThat(handler.isReleased()).isTrue();
    }

    @Test
    void handlerThatCannotTellItsNameIsClosed() {
        AbstractMethodError error = new AbstractMethodError("another version of the API");
        IllegalArgumentException alsoBroken = new IllegalArgumentException("cannot close");
        StubHandler handler = new StubHandler("stub") {
            @Override
            public String backend() {
                throw error;
            }

            @Override
            public void close() {
                super.close();
                throw alsoBroken;
            }
        };
        registry.register("stub", parameters -> handler);

        assertThatThrownBy(() -> registry.createHandler(asking("stub")))
                .isSameAs(error)
                .hasSuppressedException(alsoBroken);
        assertThat(handler.isReleased()).isTrue();
    }

    @Test
    void noHandlerAtAllIsRefused() {
        registry.register("stub", new NullFactory());

        assertThatIllegalStateException()
                .isThrownBy(() -> registry.createHandler(asking("stub")))
                .withMessageContainingAll("stub", NullFactory.class.getName());
    }

    @Test
    void whatTheBackendThrowsComesThroughUnchanged() {
        RendezvousConnectionException thrown = new RendezvousConnectionException("no route");
        registry.register("broken", parameters -> {
            throw thrown;
        });
        InterruptedException interrupted = new InterruptedException();
        registry.register("interrupted", parameters -> {
            throw interrupted;
        });

        assertThatThrownBy(() -> registry.createHandler(asking("broken"))).isSameAs(thrown);
        assertThatThrownBy(() -> registry.createHandler(asking("interrupted"))).isSameAs(interrupted);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(registry.names()).isEmpty();
        assertThat(registry.backends()).isEmpty();
        assertThat(registry.contains("tcp")).isFalse();
        assertThat(registry.find("tcp")).isEmpty();
        assertThat(registry.explain("tcp").candidates()).isEmpty();
        assertThat(registry.forget(getClass().getClassLoader())).isFalse();
    }

    private static class FirstFactory implements RendezvousHandlerFactory {
        @Override
        public RendezvousHandler create(RendezvousParameters parameters) {
            return new StubHandler(parameters.backend());
        }
    }

    private static final class SecondFactory extends FirstFactory {}

    private static final class NullFactory implements RendezvousHandlerFactory {
        @Override
        @SuppressWarnings("NullAway") // a backend that breaks the contract is the subject
        public RendezvousHandler create(RendezvousParameters parameters) {
            return null;
        }
    }
}
