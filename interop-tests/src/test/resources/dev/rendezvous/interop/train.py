"""Trains a line by gradient descent on all ranks, as a script for torchrun does. The rank 1 kills itself once, if told to."""
import os
import signal
import sys

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

checkpoint, steps, kill_at = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dist.init_process_group("gloo")
rank, world = dist.get_rank(), dist.get_world_size()

torch.manual_seed(1)
model = DistributedDataParallel(torch.nn.Linear(4, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
first = 0
if os.path.exists(checkpoint):
    saved = torch.load(checkpoint)
    model.load_state_dict(saved["model"])
    first = saved["step"] + 1

inputs = torch.randn(64, 4, generator=torch.Generator().manual_seed(2))
targets = inputs.sum(dim=1, keepdim=True)
for step in range(first, steps):
    if rank == 1 and step == kill_at and os.environ["TORCHELASTIC_RESTART_COUNT"] == "0":
        os.kill(os.getpid(), signal.SIGKILL)
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(model(inputs[rank::world]), targets[rank::world])
    loss.backward()
    optimizer.step()
    if rank == 0:
        torch.save({"model": model.state_dict(), "step": step}, checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)
    dist.barrier()

weights = [round(weight, 4) for weight in model.module.weight.flatten().tolist()]
print(f"rank {rank} of {world}: steps {first} to {steps}, weights {weights}", flush=True)
dist.destroy_process_group()
