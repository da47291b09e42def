package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three members on this machine, which can be killed and frozen. */
final class EtcdCluster implements AutoCloseable {

    static final int SIZE = 3;

    private final List<EtcdServer> members;

    private EtcdCluster(List<EtcdServer> members) {
        this.members = members;
    }

    static EtcdCluster start() throws IOException, InterruptedException {
        List<EtcdAddresses> addresses = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            addresses.add(EtcdAddresses.free("127.0.0.1"));
        }
        List<EtcdServer> members = new ArrayList<>();
        EtcdCluster cluster = new EtcdCluster(members);
        try {
            for (EtcdAddresses own : addresses) {
                String others = addresses.stream()
                        .filter(other -> !other.equals(own))
                        .map(EtcdAddresses::member)
                        .collect(Collectors.joining(","));
                members.add(EtcdServer.launch(own, others, List.of()));
            }
            cluster.awaitService();
            return cluster;
        } catch (IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    void awaitService() throws IOException, InterruptedException {
        for (EtcdServer member : members) {
            member.awaitService();
        }
    }

    EtcdServer member(int index) {
        return members.get(index);
    }

    List<Endpoint> endpoints() {
        return members.stream().map(EtcdServer::endpoint).toList();
    }

    /** {@return the endpoints, one of them first} */
    List<Endpoint> endpointsFrom(int first) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> member((first + i) % SIZE).endpoint())
                .toList();
    }

    String endpoint() {
        return endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(","));
    }

    /** {@return the index of the leader, as the first member sees it} */
    int leader(Gateway gateway) throws Exception {
        Answer status = Spaces.answer(gateway.call(new Request("maintenance/status", Map.of())));
        Answer all = Spaces.answer(gateway.call(new Request("cluster/member/list", Map.of())));
        String leader = status.text("leader");
        String url = all.objects("members").stream()
                .filter(member -> member.text("ID").equals(leader))
                .map(member -> String.valueOf(member.fields().get("clientURLs")))
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, SIZE)
                .filter(i -> url.contains(":" + member(i).port()))
                .findFirst()
                .orElseThrow();
    }

    /** Kills a member; its data stays. */
    void kill(int index) {
        member(index).process().kill();
    }

    void start(int index) throws IOException {
        member(index).process().start();
    }

    void freeze(int index) throws IOException, InterruptedException {
        signal("-STOP", index);
    }

    void resume(int index) throws IOException, InterruptedException {
        signal("-CONT", index);
    }

    private void signal(String signal, int index) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", signal, Long.toString(member(index).process().pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill " + signal + " failed");
        }
    }

    @Override
    public void close() throws IOException {
        for (EtcdServer member : members) {
            member.close();
        }
    }
}
