"""The ranks of a world add up the squares below a thousand. SumWithPython.java does the same in Java."""

import os

from torch.distributed import TCPStore

NUMBERS = 1000

rank = int(os.environ["RANK"])
world_size = int(os.environ["WORLD_SIZE"])
store = TCPStore(os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]), is_master=False, wait_for_workers=False)

part = sum(number * number for number in range(NUMBERS) if number % world_size == rank)
store.set(f"part/{rank}", str(part))
total = sum(int(store.get(f"part/{other}")) for other in range(world_size))  # Waits until that rank has set it.
print(f"Python, rank {rank}: {part} of {total}", flush=True)
