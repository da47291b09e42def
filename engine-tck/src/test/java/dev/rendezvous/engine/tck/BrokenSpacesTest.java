package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A contract is worth what it rejects: here each clause is broken, and its own tests must fail. */
class BrokenSpacesTest {

    static List<Arguments> brokenSpaces() {
        return List.of(
                Arguments.of("C1", BrokenWrites.OverwritesAfterConflict.class),
                Arguments.of("C2", BrokenWrites.VersionsRestart.class),
                Arguments.of("C3", BrokenWrites.OrderIsTheName.class),
                Arguments.of("C4", BrokenReads.ListsGoBack.class),
                Arguments.of("C5", BrokenReads.DeadKeysReturn.class),
                Arguments.of("C6", BrokenWrites.DeadLeasesWrite.class),
                Arguments.of("C7", BrokenLeases.LeasesEndEarly.class),
                Arguments.of("C7", BrokenLeases.LeasesEndWithTheConnection.class),
                Arguments.of("C8", BrokenWrites.RepeatsUnknownWrites.class),
                Arguments.of("C9", BrokenReads.LosesHints.class),
                Arguments.of("C9", BrokenReads.HintsComeTooEarly.class),
                Arguments.of("C9", BrokenReads.GapsAreSilent.class),
                Arguments.of("C10", BrokenLeases.RevokeDoesNothing.class),
                Arguments.of("C10", BrokenLeases.RevokeFailsTheSecondTime.class),
                Arguments.of("C11", BrokenWrites.RefusalsAreUnknown.class),
                Arguments.of("C12", BrokenLeases.LeasesRenewThemselves.class));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("brokenSpaces")
    void contractRejectsSpaceThatBreaksClause(String clause, Class<?> contract) {
        TestExecutionSummary summary = run(clause, contract);
        assertThat(summary.getTestsFoundCount()).isPositive();
        assertThat(summary.getFailures()).isNotEmpty();
    }

    private static TestExecutionSummary run(String clause, Class<?> contract) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .filters(TagFilter.includeTags(clause))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
