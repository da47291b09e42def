package dev.rendezvous.interop;

import java.time.Duration;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;

/** A process that sums one tensor over all members of a gloo process group: {@code PORT RANK WORLD_SIZE}. */
final class GlooMember {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private GlooMember() {}

    public static void main(String[] args) {
        int rank = Integer.parseInt(args[1]);
        int worldSize = Integer.parseInt(args[2]);
        TCPStore store = Libtorch.client(Integer.parseInt(args[0]), TIMEOUT);
        try (Milliseconds timeout = Libtorch.milliseconds(TIMEOUT);
                ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(timeout)) {
            options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForInterface("lo")));
            ProcessGroupGloo group = new ProcessGroupGloo(store, rank, worldSize, options);
            Tensor tensor = torch.ones(3).mul(torch.tensor((double) (rank + 1)));
            Work work = group.allreduce(new TensorVector(tensor));
            work._wait(timeout);
            System.out.println(
                    "rank " + rank + " of " + worldSize + ": " + tensor.sum().item_double());
            group.barrier()._wait(timeout);
        }
    }
}
