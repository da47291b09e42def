package dev.rendezvous.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupLimitsTest {

    @TempDir
    private Path root;

    private CgroupLimits limits(String membership) throws Exception {
        return new CgroupLimits(Files.writeString(root.resolve("cgroup"), membership), root.resolve("sys"));
    }

    private void write(String file, String text) throws Exception {
        Path path = root.resolve("sys").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    @Test
    void smallestLimitOnTheWayUpCounts() throws Exception {
        write("job/memory.max", "1000");
        write("job/memory.current", "400");
        write("job/step/memory.max", "max");
        write("job/step/pids.max", "50");
        write("job/step/pids.current", "8");
        CgroupLimits limits = limits("0::/job/step\n");

        assertThat(limits.memory()).contains(new CgroupLimits.Limit(1000, 400));
        assertThat(limits.processes()).contains(new CgroupLimits.Limit(50, 8));
    }

    @Test
    void limitsOfVersionOneAreRead() throws Exception {
        write("memory/job/memory.limit_in_bytes", "2000");
        write("memory/job/memory.usage_in_bytes", "500");
        write("memory/memory.limit_in_bytes", "9223372036854771712");
        CgroupLimits limits = limits("5:cpu,cpuacct:/job\n4:memory:/job\n");

        assertThat(limits.memory()).contains(new CgroupLimits.Limit(2000, 500));
        assertThat(limits.processes()).isEmpty();
    }

    @Test
    void machineWithoutCgroupsHasNoLimit() {
        CgroupLimits limits = new CgroupLimits(root.resolve("missing"), root.resolve("missing"));

        assertThat(limits.memory()).isEmpty();
    }

    @Test
    void pathOutsideTheMountIsLeftOut() throws Exception {
        Files.writeString(root.resolve("memory.max"), "1");

        assertThat(limits("0::/../\n").memory()).isEmpty();
    }
}
