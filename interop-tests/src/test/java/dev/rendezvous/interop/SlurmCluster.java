package dev.rendezvous.interop;

import static dev.rendezvous.tck.Eventually.eventually;

import dev.rendezvous.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Slurm with two nodes on this machine. Its node daemons listen on all interfaces, so it needs a JVM without any but the loopback. The
 * nodes have the names of two loopback addresses, so that each name can be resolved without a change of this machine.
 */
final class SlurmCluster implements AutoCloseable {

    private static final List<String> NODES = List.of("127.0.0.1", "127.0.0.2");
    private static final int KEY_BYTES = 128;

    private final Path folder;
    private final Deque<PeerProcess> daemons = new ArrayDeque<>();

    private SlurmCluster(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where Slurm is not installed. */
    static void require() {
        Programs.require("slurmctld slurmd slurm-client munge", "munged", "slurmctld", "slurmd", "srun");
    }

    /** {@return a cluster whose nodes are idle} */
    static SlurmCluster start(Path folder) throws Exception {
        SlurmCluster cluster = new SlurmCluster(folder);
        try {
            cluster.write();
            cluster.daemon("munged", cluster.munge());
            Path socket = folder.resolve("munge.sock");
            eventually("munged listens", () -> Files.exists(socket));
            cluster.daemon("slurmctld", List.of("-D"));
            for (String node : NODES) {
                cluster.daemon("slurmd", List.of("-D", "-N", node));
            }
            eventually("the nodes of Slurm are idle", cluster::isIdle);
            return cluster;
        } catch (Exception | Error e) {
            for (PeerProcess daemon : cluster.daemons) {
                e.addSuppressed(new AssertionError(daemon.output()));
            }
            cluster.close();
            throw e;
        }
    }

    private void write() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path file = Files.write(folder.resolve("munge.key"), key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        Files.createDirectory(folder.resolve("state"));
        List<String> lines = new ArrayList<>(List.of(
                "ClusterName=test",
                "SlurmctldHost=localhost",
                "SlurmctldPort=" + FreePort.find(),
                "SlurmUser=" + System.getProperty("user.name"),
                "SlurmdUser=" + System.getProperty("user.name"),
                "CommunicationParameters=NoCtldInAddrAny",
                "AuthType=auth/munge",
                "AuthInfo=socket=" + folder + "/munge.sock",
                "StateSaveLocation=" + folder + "/state",
                "SlurmdSpoolDir=" + folder + "/spool-%n",
                "SlurmctldPidFile=" + folder + "/slurmctld.pid",
                "SlurmdPidFile=" + folder + "/slurmd-%n.pid",
                // A container has no cgroups to give away.
                "ProctrackType=proctrack/linuxproc",
                "TaskPlugin=task/none",
                "MpiDefault=none",
                "JobAcctGatherType=jobacct_gather/none",
                "AccountingStorageType=accounting_storage/none",
                "ReturnToService=2"));
        for (String node : NODES) {
            lines.add("NodeName=" + node + " NodeHostname=localhost NodeAddr=127.0.0.1 Port=" + FreePort.find()
                    + " CPUs=2");
        }
        lines.add("PartitionName=main Nodes=ALL Default=YES State=UP OverSubscribe=FORCE");
        Files.write(folder.resolve("slurm.conf"), lines);
    }

    private List<String> munge() {
        return List.of(
                "--foreground",
                "--force",
                "--key-file=" + folder + "/munge.key",
                "--socket=" + folder + "/munge.sock",
                "--pid-file=" + folder + "/munged.pid",
                "--seed-file=" + folder + "/munge.seed",
                "--log-file=" + folder + "/munged.log");
    }

    private void daemon(String name, List<String> arguments) throws IOException {
        daemons.push(run(name, arguments.toArray(String[]::new)));
    }

    private boolean isIdle() throws Exception {
        try (PeerProcess nodes = run("sinfo", "-h", "-N", "-o", "%T")) {
            return nodes.exitCode() == 0 && nodes.output().equals("idle\n".repeat(NODES.size()));
        }
    }

    /** {@return a program of Slurm that runs, with a user's command in it or not} */
    PeerProcess run(String program, String... arguments) throws IOException {
        return PeerProcess.start(
                folder,
                Programs.command(program, arguments),
                Map.of("SLURM_CONF", folder.resolve("slurm.conf").toString()));
    }

    /** Ends the daemons, the last one first. */
    @Override
    public void close() {
        daemons.forEach(PeerProcess::close);
    }
}
