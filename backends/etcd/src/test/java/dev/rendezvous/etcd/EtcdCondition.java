package dev.rendezvous.etcd;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether tests with a real etcd run here. */
final class EtcdCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return condition(EtcdServer.isInstalled(), "1".equals(System.getenv("RDZV_REQUIRE_ETCD")));
    }

    static ConditionEvaluationResult condition(boolean installed, boolean required) {
        return installed || required
                ? ConditionEvaluationResult.enabled("etcd is installed, or its absence shall be a failure")
                : ConditionEvaluationResult.disabled(
                        "there is no program etcd on the PATH: apt-get install -y etcd-server, or set RDZV_ETCD_BINARY");
    }
}
