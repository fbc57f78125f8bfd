"""Two gateways route by hash(device id) to workers that count ten readings in a row."""

# runs: 5, because each starts six Python processes
import os
import subprocess
import sys
import zlib

WORKERS, IN_A_ROW = 8, 10
DEVICES = [f"device-{number}" for number in range(1000)]


def by_hash(salt: str) -> list[int]:
    """What a gateway, a process of its own, computes; "random" is what it does when nothing is set."""
    code = f"print([hash(f'device-{{n}}') % {WORKERS} for n in range({len(DEVICES)})])"
    said = subprocess.check_output([sys.executable, "-S", "-c", code], env={**os.environ, "PYTHONHASHSEED": salt})
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


seed = int(os.environ["SEED"])
unset = [by_hash("random"), by_hash("random")]
# without the random salt (breaks 1): unset = [by_hash("0"), by_hash("0")]
shared = [by_hash(str(seed)), by_hash(str(seed))]
# without the shared seed (breaks 2): shared = [by_hash(str(seed)), by_hash(str(seed + 1))]
here = there = by_hash(str(2 * seed + 1))
there = by_hash(str(2 * seed + 2))
# without the second salt (breaks 3, 4): nothing
moved = [n for n in range(len(DEVICES)) if here[n] != there[n]]
print("more than 800 of 1,000 devices have another worker on the other gateway:", len(moved) > 800)

# claim: by default, two processes don't agree
assert unset[0] != unset[1]
# claim: two processes with the same PYTHONHASHSEED agree
assert shared[0] == shared[1]
# claim: two gateways with different salts disagree about more than 800 of 1,000 devices
assert len(moved) > 800

device = moved[0] if moved else 0
workers = [here[device], there[device]]
alike = [zlib.crc32(DEVICES[device].encode()) % WORKERS] * 2
# without crc32 (breaks 5): alike = workers
changing = [minute // 7 % 2 for minute in range(40)]  # another gateway every seven minutes
# without the reconnects (breaks 4): changing = [0] * 40
replayed, live, fixed = alerts([0] * 40, workers), alerts(changing, workers), alerts(changing, alike)
print("40 warm minutes replayed through one gateway, alert:", replayed > 0)
print("live, over both gateways, with hash(), alert:       ", live > 0)
print("live, over both gateways, with crc32, alert:        ", fixed > 0)

# claim: 40 warm minutes raise the alert in a replay through one gateway,
# but not live, when the truck changes between two gateways every seven minutes
assert replayed and not live
# claim: live, over the same two gateways, they raise it if both use crc32
assert fixed
