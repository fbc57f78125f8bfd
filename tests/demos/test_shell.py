"""``guide demo --shell`` opens a shell in the state that a program left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from hooks.demos.postgres import CONNINFO_VARIABLE, Server
from tests.demos.terminal import Terminal
from tests.rules.sample_project import FOLDER, VALID, added, write

PSQL = """\
-- setup
CREATE TABLE account (id int PRIMARY KEY, balance int);
-- session A
INSERT INTO account VALUES (1, 100);
-- session B
BEGIN;
INSERT INTO account VALUES (2, 999);
-- claim: account 1 is there
SELECT balance = 100 FROM account WHERE id = 1;
"""
SCRIPT = """\
# needs: valkey
import os, redis
store = redis.Redis.from_url(os.environ["REDIS_URL"])
seen = store.incr("n")
# claim: one
assert seen == 1
"""
PROGRAMS = {"rows.sql": PSQL, "wrong.sql": PSQL.replace("balance = 100", "balance = 101"), "keys.py": SCRIPT}


@pytest.fixture
def command(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    links = "\n\n".join(f"[{name}]({name})" for name in PROGRAMS)
    write(tmp_path, {**VALID, **{f"{FOLDER}/{name}": text for name, text in PROGRAMS.items()}, **added(links)})
    monkeypatch.setenv(CONNINFO_VARIABLE, server.conninfo)
    return [sys.executable, "-m", "hooks.commands.cli", "--root", str(tmp_path), "demo", "--shell"]


def run_shell(command: list[str], program: str, stdin: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, f"stale-read/{program}"], input=stdin, capture_output=True, text=True, timeout=60, check=False
    )


def test_psql_opens_in_the_programs_database(command: list[str]) -> None:
    done = run_shell(command, "rows.sql", "\\pset format unaligned\nTABLE account;\nSELECT current_user;\n")
    assert "id|balance\n1|100\n(1 row)\ncurrent_user\ndemo\n" in done.stdout
    assert "every claim holds" in done.stderr
    assert done.returncode == 0


def test_psql_opens_after_a_failed_claim(command: list[str]) -> None:
    done = run_shell(command, "wrong.sql", "SELECT 'still ' || 'here';\n")
    assert "line 8: claim doesn't hold: account 1 is there" in done.stderr
    assert "still here" in done.stdout
    assert done.returncode == 1


def test_psql_uses_the_unprivileged_role(command: list[str]) -> None:
    done = run_shell(command, "rows.sql", "COPY (SELECT 1) TO PROGRAM 'cat';\nCREATE ROLE more;\n")
    assert done.stderr.count("permission denied") == 2


def test_the_password_is_not_in_the_command_line(command: list[str], server: Server) -> None:
    done = run_shell(command, "rows.sql", "\\! tr '\\\\0' ' ' < /proc/$PPID/cmdline || ps -o args= $PPID\n")
    assert "--dbname" in done.stdout
    assert "password" not in done.stdout
    assert str(conninfo_to_dict(server.conninfo)["password"]) not in done.stdout


def test_python_opens_with_the_scripts_variables_in_the_sandbox(command: list[str]) -> None:
    done = run_shell(command, "keys.py", "store.keys(), seen\nopen('/etc/passwd')\nimport click\n")
    assert "([b'n'], 1)" in done.stdout
    assert "No module named 'click'" in done.stderr
    assert ("FileNotFoundError" in done.stderr) == (sys.platform == "linux")
    assert done.returncode == 0


def test_ctrl_c_interrupts_the_script_but_not_python(command: list[str]) -> None:
    with Terminal([*command, "stale-read/keys.py"]) as terminal:
        terminal.until(">>> ")
        terminal.type("exec(\"print('spin' + 'ning')\\nwhile True: pass\")\n")
        terminal.until("spinning")
        terminal.type("\x03")
        terminal.until("KeyboardInterrupt")
        terminal.until(">>> ")
        terminal.type("store.incrby('n', 41)\n")
        terminal.until("42")
        terminal.until(">>> ")
        terminal.type("exit()\n")
        terminal.rest()
    assert terminal.status == 0


def test_ctrl_c_cancels_the_statement_but_not_psql(command: list[str]) -> None:
    with Terminal([*command, "stale-read/rows.sql"]) as terminal:
        terminal.until("demo=> ")
        terminal.type("DO $$ BEGIN RAISE NOTICE '% %', 'it', 'runs'; PERFORM pg_sleep(3600); END $$;\n")
        terminal.until("it runs")
        terminal.type("\x03")
        terminal.until("demo=> ")
        terminal.type("SELECT 6 * 7;\n")
        terminal.until("42")
        terminal.until("demo=> ")
        terminal.type("\\q\n")
        terminal.rest()
    assert terminal.status == 0


ESCAPES = "\x1b]0;title\x07\x1b]52;c;cHduZWQ=\x07\x1b[2J\x9b2J"


@pytest.mark.parametrize("shell", [["--shell"], []])
def test_escape_sequences_do_not_reach_the_terminal(shell: list[str], command: list[str], tmp_path: Path) -> None:
    text = f"print({ESCAPES!r} + 'printed')\n# claim: no\nassert False, {ESCAPES!r}\n"
    (tmp_path / FOLDER / "keys.py").write_text(text, encoding="utf-8")
    with Terminal([*command[:-1], *shell, "stale-read/keys.py"]) as terminal:
        seen = terminal.until("printed")
        if shell:
            seen += terminal.until(">>> ")
            terminal.type(f"print({ESCAPES!r})\n\x04")
        seen += terminal.rest()
    assert "]52;c;" in seen
    assert not any(escape in seen for escape in ("\x1b]", "\x1b[2J", "\x9b"))


@pytest.mark.parametrize("line", ["echo | {}", "{} 2>&1 | cat", "{} > /dev/null"])
def test_a_shell_needs_a_whole_terminal(line: str, command: list[str]) -> None:
    with Terminal(["/bin/sh", "-c", line.format(f"{' '.join(command)} stale-read/keys.py")]) as terminal:
        assert "redirect all of them or none" in terminal.rest()
