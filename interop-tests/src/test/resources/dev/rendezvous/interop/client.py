"""Does with the store at the port of its first argument all that the binding of 1.13 can do, and checks each answer."""
import datetime
import sys

import torch.distributed as dist

store = dist.TCPStore("127.0.0.1", int(sys.argv[1]), None, False, datetime.timedelta(seconds=30), wait_for_workers=False)


def check(found, expected):
    assert found == expected, f"found {found!r}, expected {expected!r}"


check(store.get("from java"), b"\x00\xff from java")
store.set("from python", b"from python \x00\xff")

store.set("key", "first")
store.set("key", "second")
check(store.get("key"), b"second")
store.set("empty", b"")
check(store.get("empty"), b"")
store.set("big", bytes(range(256)) * 4096)
check(store.get("big"), bytes(range(256)) * 4096)
store.set("schlüssel 鍵", "unicode")
check(store.get("schlüssel 鍵"), b"unicode")

check(store.add("counter", 5), 5)
check(store.add("counter", -12), -7)
check(store.get("counter"), b"-7")

check(store.compare_set("cas", "", "created"), b"created")
check(store.compare_set("cas", "other", "new"), b"created")
check(store.compare_set("cas", "created", "new"), b"new")
check(store.compare_set("no cas", "expected", "new"), b"expected")

store.wait(["key", "counter"], datetime.timedelta(seconds=10))
check(store.delete_key("key"), True)
check(store.delete_key("key"), False)
check(store.num_keys(), 7)

prefixed = dist.PrefixStore("prefix", store)
prefixed.set("key", "below")
check(store.get("prefix/key"), b"below")

another = dist.TCPStore("127.0.0.1", int(sys.argv[1]), None, False, datetime.timedelta(seconds=1), wait_for_workers=False)
try:
    another.get("never")
    raise AssertionError("got what is not there")
except RuntimeError as timeout:
    assert "Timeout" in str(timeout), timeout

print("waiting", flush=True)
check(store.get("late"), b"from java")
print("all as expected")
