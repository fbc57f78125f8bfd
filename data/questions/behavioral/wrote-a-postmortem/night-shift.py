"""A night shift over the end of daylight saving, with times that carry their zone."""
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

city = ZoneInfo("America/New_York")
nights = {
    "ordinary night": (datetime(2025, 10, 4, 22, tzinfo=city), datetime(2025, 10, 5, 6, tzinfo=city)),
    "clocks go back": (datetime(2025, 11, 1, 22, tzinfo=city), datetime(2025, 11, 2, 6, tzinfo=city)),
    "clocks go forward": (datetime(2025, 3, 8, 22, tzinfo=city), datetime(2025, 3, 9, 6, tzinfo=city)),
}

paid, worked = {}, {}
print(f"{'':18}{'end - start':>12}{'in UTC':>8}")
for name, (start, end) in nights.items():
    paid[name] = (end - start) / timedelta(hours=1)
    worked[name] = (end.astimezone(UTC) - start.astimezone(UTC)) / timedelta(hours=1)
    print(f"{name:18}{paid[name]:12.0f}{worked[name]:8.0f}")

# claim: subtracting two times with the same zone object gives 8 hours on all three nights
assert set(paid.values()) == {8}

# claim: on the two nights when the clocks change, 9 and 7 hours were really worked
assert (worked["clocks go back"], worked["clocks go forward"]) == (9, 7)

# claim: an ordinary night cannot tell the two ways apart
assert paid["ordinary night"] == worked["ordinary night"]
