"""Mutation tests: a program's claim fails if its key line is changed, so the claim depends on that line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.demos.errors import ClaimFailed, ExpectationFailed
from hooks.demos.run import run
from hooks.demos.services import Services

QUESTIONS = Path(__file__).parents[2] / "data" / "questions"
MUTATIONS = (
    ("transactions/lost-update/row-lock.sql", " FOR UPDATE;", ";"),
    ("transactions/lost-update/version-column.sql", " AND version = current_setting('app.version')::int;", ";"),
    (
        "transactions/choose-an-isolation-level/serializable.sql",
        "ISOLATION LEVEL SERIALIZABLE",
        "ISOLATION LEVEL READ COMMITTED",
    ),
    (
        "replication-and-sharding/zero-downtime-schema-change/contract.sql",
        "DROP TRIGGER copy_total ON orders;\n",
        "",
    ),
    ("transactions/write-skew/serializable.sql", "ISOLATION LEVEL SERIALIZABLE", "ISOLATION LEVEL REPEATABLE READ"),
    ("resilience/circuit-breaker/breaker.py", "self.ratio * len(self.results)", "2 * len(self.results)"),
    ("api-design/idempotency-key/claim-the-key.sql", ", PRIMARY KEY (account_id, key)", ""),
    (
        "sql-and-data-modeling/soft-delete-and-audit-columns/soft-delete.sql",
        "(email) WHERE deleted_at IS NULL",
        "(email)",
    ),
    (
        "sql-and-data-modeling/multi-tenant-data-model/row-security.sql",
        "ALTER TABLE task FORCE ROW LEVEL SECURITY;",
        "",
    ),
    ("resilience/rate-limit-an-api/token-bucket.py", "level = level - cost", "level = level"),
    ("resilience/rate-limit-an-api/sliding-window.py", "return 0 end", "return 1 end"),
    ("resilience/retry-without-making-it-worse/jitter.py", "1 + int(rng.random() * backoff)", "backoff"),
    ("system-design/design-an-audit-log/chain.py", "{previous}\\n{seq}", "{seq}"),
    ("indexing/when-not-to-index/covering.sql", " INCLUDE (amount)", ""),
    ("indexing/how-an-index-works/before-and-after.sql", "n % 1000 <> 0", "n % 2 <> 0"),
    ("storage-engines/relational-or-document-store/jsonb.sql", "gin (doc jsonb_path_ops)", "gin ((doc -> 'tags'))"),
    ("api-design/filter-sort-and-paginate/shifting-pages.sql", "(due_on, id) > ('2026-12-02', 3)", "id > 4"),
    ("queues-and-streaming/transactional-outbox/crash.py", "world.relay()  #", "pass  #"),
    ("system-design/design-a-job-queue/crash.sql", "id = 1 AND attempt = 1 AND", "id = 1 AND"),
    ("resilience/rate-limit-an-api/token-bucket.py", "math.min(size * cost, level + ", "math.max(0, level + "),
    ("caching/cache-stampede/single-flight.py", "del self.flights[key]", "pass"),
    ("concurrency/threads-or-async/in-flight.py", "async with allowed:", "if True:"),
)


@pytest.mark.parametrize(("name", "original", "mutant"), MUTATIONS, ids=[name for name, _, _ in MUTATIONS])
def test_a_mutant_fails_its_claim(name: str, original: str, mutant: str, services: Services) -> None:
    path = QUESTIONS / name
    text = path.read_text("utf-8")
    assert original in text
    with pytest.raises((ClaimFailed, ExpectationFailed)):
        run(path, text.replace(original, mutant), services)
