"""Which alert fires when, and for how long? The objective is 99.9% good over 30 days; traffic is even; a step is a minute."""

BUDGET, MONTH = 0.001, 30 * 24 * 60
ALERTS = {}  # long window and short window in minutes, burn rate that both must exceed
ALERTS["over 1% in 5 min"] = 5, 5, 10
# without the five-minute window (breaks 1): ALERTS["over 1% in 5 min"] = 60, 60, 10
# without the 1% threshold (breaks 1): ALERTS["over 1% in 5 min"] = 5, 5, 7
ALERTS["page, 14.4x"] = 60, 5, 14.4
# without the long window (breaks 2): ALERTS["page, 14.4x"] = 5, 5, 14.4
# without the fast page (breaks 3): ALERTS["page, 14.4x"] = 6 * 60, 30, 6
# without the short window (breaks 3): ALERTS["page, 14.4x"] = 60, 60, 14.4
ALERTS["page, 6x"] = 6 * 60, 30, 6
# without the slower page (breaks 2): ALERTS["page, 6x"] = 60, 5, 14.4
ALERTS["ticket, 1x"] = 3 * 24 * 60, 6 * 60, 1
# without the ticket (breaks 2): ALERTS["ticket, 1x"] = 6 * 60, 30, 6
INCIDENTS = {  # share of requests that fail, minutes it lasts
    "2% for 5 minutes": (0.02, 5),
    "everything for 3 minutes": (1.0, 3),
    "2% for 3 hours": (0.02, 3 * 60),
    "0.8% for 12 hours": (0.008, 12 * 60),
    "0.15% for 8 days": (0.0015, 8 * 24 * 60),
}


def alert_minutes(failing, lasts, long, short, rate):
    """The first and last minute in which the alert fires, counted from the start of the incident; or nothing."""

    def burn(now, window):
        bad = failing * (min(now, lasts) - min(max(0, now - window), lasts))
        return bad / window / BUDGET

    on = [now for now in range(1, lasts + long) if burn(now, long) > rate and burn(now, short) > rate]
    return on and (on[0], on[-1])


def clock(minutes):
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


print(f"{'':26}{'budget spent':>12}" + "".join(f"{name:>19}" for name in ALERTS))
fired, spent = {}, {}
for name, (failing, lasts) in INCIDENTS.items():
    fired[name] = {alert: alert_minutes(failing, lasts, *windows) for alert, windows in ALERTS.items()}
    spent[name] = failing * lasts / (BUDGET * MONTH)
    print(f"{name:26}{spent[name]:>12.1%}" + "".join(f"{clock(on[0]) if on else '-':>19}" for on in fired[name].values()))
outage = INCIDENTS["everything for 3 minutes"][1]
page_ends = fired["everything for 3 minutes"]["page, 14.4x"][1] - outage
print(f"after the 3-minute outage, the fast page stays on for {page_ends} minutes")

blip, slow, leak = fired["2% for 5 minutes"], fired["0.8% for 12 hours"], fired["0.15% for 8 days"]
# claim: the fixed 1% threshold wakes someone over 0.2% of the budget, and misses an incident that spends 13%
assert spent["2% for 5 minutes"] < 0.0025 and round(spent["0.8% for 12 hours"], 2) == 0.13
caught = [bool(on["over 1% in 5 min"]) for on in (blip, slow)]
assert caught == [True, False], f"wakes someone over the blip: {caught[0]}, over the 13%: {caught[1]}"
# claim: the burn-rate alerts ignore that blip, page for the outage, the 2% and the 0.8%, and make the slow leak a ticket only
pages = {name: bool(on["page, 14.4x"] or on["page, 6x"]) for name, on in fired.items()}
tickets = bool(blip["ticket, 1x"]), bool(leak["ticket, 1x"])
assert list(pages.values()) == [False, True, True, True, False] and tickets == (False, True), (
    f"pages {sum(pages.values())} times, ticket for the leak: {tickets[1]}"
)
# claim: the fast page for the three-minute outage comes within a minute, and ends within five minutes of the outage
assert fired["everything for 3 minutes"]["page, 14.4x"][0] == 1 and page_ends <= 5, f"on for {page_ends} minutes more"
