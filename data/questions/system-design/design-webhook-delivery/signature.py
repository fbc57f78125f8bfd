"""Sign a webhook as Standard Webhooks does, then try what an attacker or a careless receiver would do."""

import base64
import hashlib
import hmac
import json

TOLERANCE = 300  # seconds
OLD, NEW = b"old secret of 24 to 64 bytes", b"new secret of 24 to 64 bytes"


def signature(secret, event, sent, body):
    mac = hmac.new(secret, f"{event}.{sent}.".encode() + body, hashlib.sha256)
    # without the body in the signature (breaks 1): mac = hmac.new(secret, f"{event}.{sent}.".encode(), hashlib.sha256)
    # without the time in the signature (breaks 1): mac = hmac.new(secret, f"{event}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(mac.digest()).decode()


def send(event, sent, body, *secrets):
    return {"id": event, "timestamp": sent, "signature": " ".join(signature(s, event, sent, body) for s in secrets)}


def receive(secret, headers, body, now, seen):
    too_old = abs(now - headers["timestamp"]) > TOLERANCE
    # without the age limit (breaks 2): too_old = False
    if too_old:
        return "401 too old"
    expected = signature(secret, headers["id"], headers["timestamp"], body)
    if not any(hmac.compare_digest(expected, given) for given in headers["signature"].split(" ")):
        return "401 bad signature"
    known = headers["id"] in seen
    # without remembered ids (breaks 2, 3): known = False
    if known:
        return "200 known, nothing done"
    seen.add(headers["id"])  # in production: in one commit with the effect
    return "200 processed"


T = 1_780_000_000
body = b'{"type":"order.paid", "data":{"order":4711,"version":3,"total":10.50}}'
reparsed = json.dumps(json.loads(body)).encode()
first = send("evt_1", T, body, OLD)
retry = send("evt_1", T + 900, body, OLD)  # 15 minutes later, signed again under the same id
# without the attempt's own time (breaks 3): retry = send("evt_1", T, body, OLD)
rotating = send("evt_2", T, body, NEW, OLD)
# without both secrets (breaks 4): rotating = send("evt_2", T, body, NEW)
seen = set()
results = {
    "changed body": receive(OLD, first, body.replace(b"10.50", b"99.50"), T, set()),
    "parsed and dumped again": receive(OLD, first, reparsed, T, set()),
    "changed timestamp": receive(OLD, first | {"timestamp": T + 900}, body, T + 900, set()),
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
# claim: a changed body, a body that was parsed and dumped again, and a changed time all fail the signature
assert answers[:3] == ["401 bad signature"] * 3, f"{answers[:3].count('200 processed')} of 3 accepted"
# claim: a replay within the tolerance is stopped by its id, and one an hour later by its signed time, even where the id was forgotten
assert answers[4:6] == ["200 known, nothing done", "401 too old"], ", then ".join(answers[4:6])
# claim: a genuine retry after 15 minutes isn't too old, and the receiver doesn't process the event twice
assert answers[3] == "200 processed" and answers[6] == "200 known, nothing done", answers[6]
# claim: during a rotation, receivers with the old secret and with the new one accept the message
assert answers[7:] == ["200 processed"] * 2, ", then ".join(answers[7:])
