# Stands in for the classes of PyTorch. Reads lines of FAMILY and base64 of a state, and writes what it read as JSON and as
# base64 of a pickle of each protocol.
import base64, dataclasses, datetime, json, pickle, sys, types

MODULE = "torch.distributed.elastic.rendezvous.dynamic_rendezvous"


def classes(name):
    node = dataclasses.make_dataclass("_NodeDesc", [(name, str), ("pid", int), ("local_id", int)], frozen=True, order=True)

    class _RendezvousState:
        pass

    for made in (node, _RendezvousState):
        made.__module__ = MODULE
        made.__qualname__ = made.__name__
    module = types.ModuleType(MODULE)
    module._NodeDesc, module._RendezvousState = node, _RendezvousState
    parts = MODULE.split(".")
    for i in range(1, len(parts)):
        sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
    sys.modules[MODULE] = module


def text(node, name):
    return f"{getattr(node, name)}_{node.pid}_{node.local_id}"


def shown(state, family, name):
    fields = {
        "round": state.round,
        "complete": state.complete,
        "deadline": state.deadline and state.deadline.isoformat(),
        "closed": state.closed,
        "participants": {text(n, name): r for n, r in state.participants.items()},
        "wait_list": sorted(text(n, name) for n in state.wait_list),
    }
    if family not in ("1.13", "2.0"):
        fields["redundancy_list"] = sorted(text(n, name) for n in state.redundancy_list)
    fields["last_heartbeats"] = {text(n, name): t.isoformat() for n, t in state.last_heartbeats.items()}
    return json.dumps(fields, ensure_ascii=False)


for line in sys.stdin:
    family, stored = line.split()
    name = "fqdn" if family == "1.13" else "addr"
    classes(name)
    state = pickle.loads(base64.b64decode(stored))
    # What PyTorch does with a state that it has read.
    now = datetime.datetime.now(datetime.timezone.utc) if family == "2.6" else datetime.datetime.utcnow()
    assert all(beat < now + datetime.timedelta(days=36500) for beat in state.last_heartbeats.values())
    assert all(node in state.last_heartbeats for node in state.participants)
    assert type(state.wait_list) is set and type(state.participants) is dict
    state.wait_list.add(next(iter(state.participants), None))
    state.wait_list.discard(next(iter(state.participants), None))
    again = [base64.b64encode(pickle.dumps(state, protocol)).decode() for protocol in (2, 3, 4, 5)]
    print(shown(state, family, name), *again, sep="\t", flush=True)
