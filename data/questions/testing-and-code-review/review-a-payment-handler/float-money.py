"""Dollars as float: the cents that truncation drops."""

amount = float("19.99")
print("19.99 * 100      =", amount * 100)
print("int(19.99 * 100) =", int(amount * 100))

# claim: int(amount * 100) makes 1998 cents of 19.99
assert int(amount * 100) == 1998

prices = [f"{cents // 100}.{cents % 100:02}" for cents in range(1, 10_000)]
short = [price for price in prices if int(float(price) * 100) < int(price.replace(".", ""))]
print(f"a cent short: {len(short)} of the {len(prices)} prices from 0.01 to 99.99")

# claim: that is 573 of the 9,999 prices below 100
assert len(short) == 573
