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
    # without the same zone object (breaks 1): paid[name] = (end.replace(tzinfo=ZoneInfo.no_cache(city.key)) - start) / timedelta(hours=1)
    worked[name] = (end.astimezone(UTC) - start.astimezone(UTC)) / timedelta(hours=1)
    # without converting to UTC (breaks 1): worked[name] = (end - start) / timedelta(hours=1)
    print(f"{name:18}{paid[name]:12.0f}{worked[name]:8.0f}")

# claim: two times with the same zone object are 8 hours apart on all three nights, though 9 and 7 pass when the clocks change
assert (set(paid.values()), worked["clocks go back"], worked["clocks go forward"]) == ({8}, 9, 7)

tested = "ordinary night"
# without an ordinary night (breaks 2): tested = "clocks go back"
# claim: a test with an ordinary night can't tell the two ways apart
assert paid[tested] == worked[tested]
