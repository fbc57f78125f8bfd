"""One request fails because the database times out: logged in each layer, and logged once at the edge."""

import json

SECRET = "password=hunter2"
log = []


def query(order):
    raise TimeoutError(f"no answer from db-3 for app {SECRET}")  # a driver's message isn't yours to publish


def load_anyhow(order):
    try:
        query(order)
    except Exception as error:
        log.append(f"ERROR query for order {order} failed: {error}")
        # without the driver's message (breaks 1): log.append(f"ERROR query for order {order} failed")
        raise RuntimeError("order not loaded") from None


def each_layer(order, trace):  # every layer catches, logs a sentence and raises something else
    try:
        load_anyhow(order)
    except Exception as error:
        log.append(f"ERROR request failed: {error}")
        # without the second log call (breaks 1): pass
        return 500, {"error": str(error)}


class Unavailable(Exception):  # a dependency didn't answer, and the caller may try again
    pass


def load(order):
    try:
        query(order)
    except TimeoutError as error:
        raise Unavailable("order database") from error
        # without the cause (breaks 2): raise Unavailable("order database") from None


def at_the_edge(order, trace):  # layers below translate and keep the cause; this one decides, logs and answers
    try:
        load(order)
    except Unavailable as error:
        fields = {"level": "error", "trace": trace, "order": order, "error": str(error), "cause": type(error.__cause__).__name__}
        # without the trace id (breaks 2): fields = {"level": "error", "order": order, "cause": type(error.__cause__).__name__}
        # without the chosen fields (breaks 2): fields = {"trace": trace, "order": order, "cause": repr(error.__cause__)}
        log.append(json.dumps(fields))
        # without the JSON quoting (breaks 2): log.append(" ".join(f"{name}={value}" for name, value in fields.items()))
        return 503, {"type": "/errors/unavailable", "title": "Temporarily unavailable", "trace": trace}


order = "71 was fine\nERROR order 9"  # an order id as an attacker may send it
# without the line break (breaks 1): order = "71"
written = {}
for handle in (each_layer, at_the_edge):
    log.clear()
    answer = handle(order, "4bf92f35")
    written[handle] = lines = "\n".join(log).splitlines()
    print(f"{handle.__name__}: answers {answer}", *lines, sep="\n    ")

# claim: logged in each of two layers, one failure is three lines, and the second names an order the service never
# loaded, with the password
layers = written[each_layer]
assert len(layers) == 3 and layers[1].startswith("ERROR order 9") and SECRET in layers[1], (
    f"{len(layers)} lines, …{layers[1][-40:]}"
)
# claim: logged once at the edge, the same failure is one line of JSON with the trace id and the cause, and without the password
edge = written[at_the_edge]
assert len(edge) == 1 and '"trace": "4bf92f35"' in edge[0] and '"cause": "TimeoutError"' in edge[0] and SECRET not in edge[0], (
    f"…{edge[-1][-50:]}"
)
