"""A Bloom filter's false positives, measured against the formula; then eight sorted files, each with a filter."""

# runs: 10, because each asks half a million times
import hashlib
import math
import os
import struct

KEYS, PROBES, SEED = 20_000, 40_000, os.environ["SEED"]


def hashes(key):
    """Seven 32-bit numbers from one digest, in place of seven hash functions."""
    return struct.unpack("<7I", hashlib.blake2b(f"{SEED} {key}".encode(), digest_size=28).digest())
    # without different hashes (breaks 2, 3, 4): return struct.unpack("<I", hashlib.blake2b(key.encode(), digest_size=4).digest()) * 7


class Bloom:
    """`bits` for each of `expected` keys, and the number of hashes that suits them best."""

    def __init__(self, expected, bits):
        self.m, self.k = expected * bits, round(bits * math.log(2))
        self.field = bytearray(self.m)  # a byte for each bit, for speed

    def add(self, key):
        for h in key[: self.k]:
            self.field[h % self.m] = 1
            # without setting the bits: pass

    def __contains__(self, key):
        for h in key[: self.k]:
            if not self.field[h % self.m]:
                return False
                # without testing the bits (breaks 2, 4): return True
        return True

    def predicted(self, n):
        return (1 - math.exp(-self.k * n / self.m)) ** self.k


def filled(bloom, keys):
    for key in keys:
        bloom.add(key)
    return bloom


def false_positives(bloom):
    return sum(key in bloom for key in absent) / PROBES


present = [hashes(f"user:{i}") for i in range(KEYS)]
absent = [hashes(f"nobody:{i}") for i in range(PROBES)]
print("bits per key   hashes   predicted   measured")
for bits in (4, 6, 8, 10):
    bloom = filled(Bloom(KEYS, bits), present)
    measured, predicted = false_positives(bloom), bloom.predicted(KEYS)
    print(f"{bits:12} {bloom.k:8} {predicted:10.2%} {measured:10.2%}")
    # claim: a key that was put in is always found
    assert all(key in bloom for key in present)
    # claim: the measured rate of false positives is within a fifth of (1 - e^(-kn/m))^k
    assert abs(measured / predicted - 1) < 0.2
bloom = filled(Bloom(KEYS // 4, 10), present)
# without too many keys (breaks 3): bloom = filled(Bloom(KEYS, 10), present)
measured = false_positives(bloom)
print(f"sized for {KEYS // 4:,}, given {KEYS:,}: {bloom.predicted(KEYS):.0%} predicted, {measured:.0%} measured")
# claim: a filter with four times the keys it was sized for lets more than half of the absent ones through
assert measured > 0.5
files = [filled(Bloom(KEYS // 8, 10), present[i::8]) for i in range(8)]
misses = sum(key in file for key in absent[::8] for file in files) / len(absent[::8])
hits = sum(key in file for key in present[7::8] for file in files) / (KEYS // 8)  # keys of the file that's asked last
print(f"eight files: {misses:.2f} read for an absent key instead of 8, {hits:.2f} for a present one")
# claim: with eight files and ten bits a key, an absent key costs less than 0.1 file reads, and a present one less than 1.1
assert misses < 0.1 and 1 <= hits < 1.1
