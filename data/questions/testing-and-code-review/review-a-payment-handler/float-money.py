"""Dollars as float: the cents that truncation drops."""


def cents(amount):
    return int(amount * 100)
    # without truncation: return round(amount * 100)


print("19.99 * 100      =", 19.99 * 100)
print("int(19.99 * 100) =", cents(19.99))

# claim: int(amount * 100) makes 1998 cents of 19.99
assert cents(19.99) == 1998

prices = [f"{value // 100}.{value % 100:02}" for value in range(1, 10_000)]
short = [price for price in prices if cents(float(price)) < int(price.replace(".", ""))]
print(f"a cent short: {len(short)} of the {len(prices)} prices from 0.01 to 99.99")

# claim: it makes 573 of the 9,999 prices below 100 a cent short
assert len(short) == 573
