"""One request fails because the database times out: logged in each layer, and logged once at the edge."""

import json

SECRET = "password=hunter2"
log = []


def query(order):
    raise TimeoutError(f"no answer from db-3 for app {SECRET}")  # a driver's message is not yours to publish


def load_anyhow(order):
    try:
        query(order)
    except Exception as error:
        log.append(f"ERROR query for order {order} failed: {error}")
        raise RuntimeError("order not loaded") from None


def each_layer(order, trace):  # everybody catches everything, logs a sentence and raises something else
    try:
        load_anyhow(order)
    except Exception as error:
        log.append(f"ERROR request failed: {error}")
        return 500, {"error": str(error)}


class Unavailable(Exception):  # a dependency did not do its part, and the caller may try again
    pass


def load(order):
    try:
        query(order)
    except TimeoutError as error:
        raise Unavailable("order database") from error


def at_the_edge(order, trace):  # below, errors are translated with their cause; here one place decides, logs and answers
    try:
        load(order)
    except Unavailable as error:  # chosen fields only, and a library that does the quoting
        fields = {"trace": trace, "order": order, "error": str(error), "cause": type(error.__cause__).__name__}
        log.append(json.dumps({"level": "error"} | fields))
        return 503, {"type": "/errors/unavailable", "title": "Temporarily unavailable", "trace": trace}


written = {}
for handle in (each_layer, at_the_edge):
    log.clear()
    answer = handle("71 was fine\nERROR order 9", "4bf92f35")  # an order id as an attacker may send it
    written[handle] = lines = "\n".join(log).splitlines()
    print(f"{handle.__name__}: answers {answer}", *lines, sep="\n    ")

# claim: in each layer, one failure becomes three lines: one is about an order that nobody asked for, with the password, none has a cause
assert [line.startswith("ERROR order 9") for line in written[each_layer]] == [False, True, False]
assert SECRET in written[each_layer][1] and not any("Timeout" in line for line in written[each_layer])
# claim: at the edge it is one line that can be parsed, with trace id and cause and without the password
[line] = written[at_the_edge]
assert json.loads(line)["cause"] == "TimeoutError" and json.loads(line)["trace"] == "4bf92f35" and SECRET not in line
