"""Old and new billing on the same invoices: what five examples show, and what 100 generated ones show.

The generated ones stand for recorded ones. The old code has two rules that aren't in the specification.
"""

# runs: 200
import os
import random
from decimal import ROUND_HALF_UP, Decimal

VAT = Decimal("1.19")


def cents(amount):
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def old(lines, discount):
    discount = min(discount, 30)  # in no specification; a comment says "hotfix"
    # without the hidden cap (breaks 2, 3): nothing
    return sum(cents(price * count * (100 - discount) / 100 * VAT) for price, count in lines)
    # without the rounding of each line (breaks 2, 3):
    # return cents(sum((price * count * (100 - discount) / 100 * VAT for price, count in lines), Decimal(0)))


def new(lines, discount, *, round_each=False, cap=100):
    share = (100 - min(discount, cap)) / Decimal(100) * VAT
    if round_each:
        return sum(cents(price * count * share) for price, count in lines)
    return cents(sum((price * count * share for price, count in lines), Decimal(0)))


two_lines = [(Decimal("100.00"), 1), (Decimal("50.00"), 2)]
# without round prices (breaks 1): two_lines = [(Decimal("1.49"), 1), (Decimal("1.49"), 1)]
largest_discount = 20
# without small discounts (breaks 1): largest_discount = 40
EXAMPLES = [
    ([(Decimal("10.00"), 1)], 0),
    ([(Decimal("19.90"), 2)], 0),
    (two_lines, 10),
    ([(Decimal("9.99"), 1)], largest_discount),
    ([], 0),
]
rng = random.Random(int(os.environ["SEED"]))


def generated():  # up to five lines, and one in ten with a large discount
    lines = [(Decimal(rng.randint(99, 9999)) / 100, rng.randint(1, 4)) for _ in range(rng.randint(1, 5))]
    return lines, rng.randint(31, 60) if rng.random() < 0.1 else rng.choice([0, 0, 5, 10])


INVOICES = [generated() for _ in range(100)]


def differing(cases, **rules):  # by a cent a line at most, and by more
    gaps = [(abs(new(*case, **rules) - old(*case)), case[0]) for case in cases]
    slight = sum(0 < gap <= Decimal("0.01") * len(lines) for gap, lines in gaps)
    return slight, sum(gap > 0 for gap, _ in gaps) - slight


steps = [("five examples", EXAMPLES, {}), ("100 generated", INVOICES, {}), ("+ each line rounded", INVOICES, {"round_each": True}),
         ("+ discount capped", INVOICES, {"round_each": True, "cap": 30})]  # fmt: skip
found = {name: differing(cases, **rules) for name, cases, rules in steps}
for name, (slight, more) in found.items():
    print(f"{name:20} {slight:5} differ by cents {more:4} by more")

# claim: five simple hand-written examples show no difference between old and new code
assert found["five examples"] == (0, 0)
# claim: more than ten of 100 generated invoices differ by cents, and those with a discount over 30% all differ by more
slight, more = found["100 generated"]
large = [case for case in INVOICES if case[1] > 30]
assert slight > 10 and more == len(large) > 0 and differing(large) == (0, more), f"{slight} by cents, {more} by more"
# claim: once the new code rounds each line, no invoice differs by cents, and once it has the cap as well, all 100 agree
assert found["+ each line rounded"] == (0, more) and found["+ discount capped"] == (0, 0)
