"""One worker of a job: sums one tensor over all ranks, and says what came out."""
import datetime

import torch
import torch.distributed as dist

dist.init_process_group("gloo", timeout=datetime.timedelta(seconds=60))
tensor = torch.ones(3) * (dist.get_rank() + 1)
dist.all_reduce(tensor)
print(f"rank {dist.get_rank()} of {dist.get_world_size()}: {tensor.tolist()}", flush=True)
dist.barrier()
dist.destroy_process_group()
