"""Which alert fires when? The objective is 99.9% good requests over 30 days; traffic is even; one step is a minute."""

BUDGET, MONTH = 0.001, 30 * 24 * 60
ALERTS = {  # long window and short window in minutes, burn rate that both must exceed
    "over 1% in 5 min": (5, 5, 10),
    "page, 14.4x": (60, 5, 14.4),
    "page, 6x": (6 * 60, 30, 6),
    "ticket, 1x": (3 * 24 * 60, 6 * 60, 1),
}
INCIDENTS = {  # share of requests that fail, minutes it lasts
    "2% for 5 minutes": (0.02, 5),
    "everything for 3 minutes": (1.0, 3),
    "2% for 3 hours": (0.02, 3 * 60),
    "0.8% for 12 hours": (0.008, 12 * 60),
    "0.15% for 8 days": (0.0015, 8 * 24 * 60),
}


def first_alert(failing, lasts, long, short, rate):
    """Minutes from the start of the incident until the alert fires, or None."""

    def burn(now, window):
        bad = failing * (min(now, lasts) - min(max(0, now - window), lasts))
        return bad / window / BUDGET

    for now in range(1, lasts + 1):
        if burn(now, long) > rate and burn(now, short) > rate:
            return now
    return None


def clock(minutes):
    return "-" if minutes is None else f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


print(f"{'':26}{'budget spent':>12}" + "".join(f"{name:>19}" for name in ALERTS))
fired, spent = {}, {}
for name, (failing, lasts) in INCIDENTS.items():
    fired[name] = [first_alert(failing, lasts, *alert) for alert in ALERTS.values()]
    spent[name] = failing * lasts / (BUDGET * MONTH)
    print(f"{name:26}{spent[name]:>12.1%}" + "".join(f"{clock(minutes):>19}" for minutes in fired[name]))
# claim: the fixed threshold wakes someone over less than a quarter percent of the budget, and sleeps through 13% and 40%
assert fired["2% for 5 minutes"][0] and spent["2% for 5 minutes"] < 0.0025
assert not fired["0.8% for 12 hours"][0] and not fired["0.15% for 8 days"][0]
assert spent["0.8% for 12 hours"] > 0.13 and spent["0.15% for 8 days"] > 0.39
# claim: the burn-rate alerts leave the blip alone, page for the three acute incidents, and make the slow leak a ticket
assert not any(fired["2% for 5 minutes"][1:])
assert all(any(fired[name][1:3]) for name in list(INCIDENTS)[1:4]) and fired["0.15% for 8 days"][1:3] == [None, None]
assert fired["0.15% for 8 days"][3]
# claim: the fast page sees a full outage in the first minute, and only the slow one sees 0.8%
assert fired["everything for 3 minutes"][1] == 1
assert fired["0.8% for 12 hours"][1] is None and fired["0.8% for 12 hours"][2]
