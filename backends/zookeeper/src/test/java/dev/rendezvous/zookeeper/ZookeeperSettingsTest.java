package dev.rendezvous.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousParameters;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How parameters are read. */
class ZookeeperSettingsTest {

    @Test
    void connectStringHasServersAndAChroot() {
        ZookeeperSettings settings = settings("zk1,zk2:2182/team/jobs", Map.of());
        assertThat(settings.connectString()).isEqualTo("zk1:2181,zk2:2182/team/jobs");
        assertThat(settings.chroot()).isEqualTo("/team/jobs");
    }

    @Test
    void rootIsNoChroot() {
        assertThat(settings("zk1:2181/", Map.of()).connectString()).isEqualTo("zk1:2181");
    }

    @Test
    void illegalChrootIsNamed() {
        assertThatThrownBy(() -> settings("zk1:2181/team//jobs", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zk1:2181/team//jobs")
                .hasMessageContaining("host:port,host:port/path");
    }

    @Test
    void userWithoutPasswordIsNamed() {
        assertThatThrownBy(() -> settings("zk1", Map.of("user", "alice")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user and password_file");
    }

    @Test
    void callsFailBeforeTheEngineGivesThemUp() {
        ZookeeperSettings settings = settings("zk1", Map.of("lease", "6s"));
        assertThat(settings.patience().plus(settings.patienceOfProbe()).toMillis())
                .isEqualTo(1800);
    }

    private static ZookeeperSettings settings(String endpoint, Map<String, String> config) {
        return ZookeeperSettings.of(RendezvousParameters.builder("zookeeper")
                .endpoint(endpoint)
                .runId("run")
                .nodes(1, 2)
                .config(config)
                .build());
    }
}
