"""Sign a webhook as Standard Webhooks does, then try what an attacker or a careless receiver would do."""

import base64
import hashlib
import hmac
import json

TOLERANCE = 300  # seconds
OLD, NEW = b"old secret of 24 to 64 bytes", b"new secret of 24 to 64 bytes"


def signature(secret, event, sent, body):
    mac = hmac.new(secret, f"{event}.{sent}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(mac.digest()).decode()


def send(event, sent, body, *secrets):
    return {"id": event, "timestamp": sent, "signature": " ".join(signature(s, event, sent, body) for s in secrets)}


def receive(secret, headers, body, now, seen):
    if abs(now - headers["timestamp"]) > TOLERANCE:
        return "401 too old"
    expected = signature(secret, headers["id"], headers["timestamp"], body)
    if not any(hmac.compare_digest(expected, given) for given in headers["signature"].split(" ")):
        return "401 bad signature"
    if headers["id"] in seen:
        return "200 known, nothing done"
    seen.add(headers["id"])  # in production: in one commit with the effect
    return "200 processed"


T = 1_780_000_000
body = b'{"type":"order.paid", "data":{"order":4711,"version":3,"total":10.50}}'
reparsed = json.dumps(json.loads(body)).encode()
first = send("evt_1", T, body, OLD)
retry = send("evt_1", T + 900, body, OLD)  # an attempt 15 minutes later is signed anew, under the same id
rotating = send("evt_2", T, body, NEW, OLD)
seen = set()
results = {
    "changed body": receive(OLD, first, body.replace(b"10.50", b"99.50"), T, seen),
    "parsed and dumped again": receive(OLD, first, reparsed, T, seen),
    "changed timestamp": receive(OLD, first | {"timestamp": T + 900}, body, T + 900, seen),
    "first attempt": receive(OLD, first, body, T + 1, seen),
    "replayed in a minute": receive(OLD, first, body, T + 60, seen),
    "replayed in an hour": receive(OLD, first, body, T + 3600, set()),
    "genuine retry": receive(OLD, retry, body, T + 901, seen),
    "rotation, old receiver": receive(OLD, rotating, body, T, set()),
    "rotation, new receiver": receive(NEW, rotating, body, T, set()),
}
for case, result in results.items():
    print(f"{case:24} {result}")
answers = list(results.values())
# claim: a changed body, a re-serialized body and a changed timestamp all fail the signature
assert answers[:3] == ["401 bad signature"] * 3
# claim: a replay is stopped by the id at first, and by the signed timestamp once the id is forgotten
assert answers[4:6] == ["200 known, nothing done", "401 too old"]
# claim: a genuine retry passes the check of age, because the timestamp is that of the attempt, and does nothing twice
assert answers[3] == "200 processed" and answers[6] == "200 known, nothing done"
# claim: during a rotation receivers with either secret accept the message
assert answers[7:] == ["200 processed"] * 2
