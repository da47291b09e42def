"""Makes a store server for each line of its input, and says on which port; ends with the input."""
import datetime
import sys

import torch.distributed as dist

servers = []
for line in sys.stdin:
    servers.append(
        dist.TCPStore("127.0.0.1", 0, None, True, datetime.timedelta(seconds=30), wait_for_workers=False)
    )
    print(servers[-1].port, flush=True)
