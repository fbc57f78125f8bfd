"""A program whose cure is taken out no longer holds its claim: what is proven depends on what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from hooks.demos.errors import ClaimFailed
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
    ("resilience/retry-without-making-it-worse/jitter.py", "rng.randint(1, backoff)", "backoff"),
    ("system-design/design-an-audit-log/chain.py", "{previous}\\n{seq}", "{seq}"),
)


@pytest.mark.parametrize(("name", "cure", "without"), MUTATIONS, ids=[name for name, _, _ in MUTATIONS])
def test_without_its_cure_a_program_fails_its_claim(name: str, cure: str, without: str, services: Services) -> None:
    path = QUESTIONS / name
    text = path.read_text("utf-8")
    assert cure in text
    with pytest.raises(ClaimFailed):
        run(path, text.replace(cure, without), services)
