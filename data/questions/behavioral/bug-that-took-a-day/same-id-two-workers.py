"""Two gateways route by hash(device id) to workers that count ten readings in a row."""

import os
import subprocess
import sys
import zlib

WORKERS, IN_A_ROW = 8, 10
DEVICES = [f"device-{number}" for number in range(1000)]


def by_hash(salt: str) -> list[int]:
    """What a gateway, a process of its own, computes; "random" is what it does when nothing is set."""
    code = f"print([hash(f'device-{{n}}') % {WORKERS} for n in range({len(DEVICES)})])"
    said = subprocess.check_output([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": salt})
    return [int(worker) for worker in said.decode().strip("[]\n").split(",")]


def alerts(gateways: list[int], worker_of: list[int]) -> int:
    """One too-warm reading a minute, each through its gateway: how many complete ten in a row at one worker?"""
    seen: dict[int, list[int]] = {}
    fired = 0
    for minute, gateway in enumerate(gateways):
        row = seen.setdefault(worker_of[gateway], [])
        if row and row[-1] != minute - 1:
            row.clear()  # a minute is missing, so it is not in a row
        row.append(minute)
        fired += len(row) >= IN_A_ROW
    return fired


here, there = by_hash("1"), by_hash("2")  # fixed, so that every run of this program is alike
moved = [n for n in range(len(DEVICES)) if here[n] != there[n]]
print("more than 800 of 1,000 devices have another worker on the other gateway:", len(moved) > 800)

# claim: by default two processes do not agree
assert by_hash("random") != by_hash("random")
# claim: two processes with the same seed agree, which was the relief overnight
assert here == by_hash("1")
# claim: two gateways disagree about most devices
assert len(moved) > 800

device = moved[0]
changing = [minute // 7 % 2 for minute in range(40)]  # another gateway every seven minutes
alike = [zlib.crc32(DEVICES[device].encode()) % WORKERS] * 2
print("40 warm minutes replayed through one gateway, alert:", alerts([0] * 40, [here[device], there[device]]) > 0)
print("live, over both gateways, with hash(), alert:       ", alerts(changing, [here[device], there[device]]) > 0)
print("live, over both gateways, with crc32, alert:        ", alerts(changing, alike) > 0)

# claim: the replay raises the alert
assert alerts([0] * 40, [here[device], there[device]])
# claim: live, the same 40 readings never do
assert not alerts(changing, [here[device], there[device]])
# claim: with a hash that every process computes alike they do
assert alerts(changing, alike)
