package dev.rendezvous.launcher.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether tests with a real browser run here. */
final class BrowserCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return condition(Browser.isInstalled(), "1".equals(System.getenv("RDZV_REQUIRE_BROWSER")));
    }

    static ConditionEvaluationResult condition(boolean installed, boolean required) {
        return installed || required
                ? ConditionEvaluationResult.enabled("a browser is installed, or its absence shall be a failure")
                : ConditionEvaluationResult.disabled("there are no programs chromium and chromedriver on the PATH:"
                        + " apt-get install -y chromium chromium-driver");
    }
}
