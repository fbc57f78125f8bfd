"""Without a sandbox, programs run with limits only, and only if they were merged or somebody insists."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from hooks.commands.cli import main
from hooks.demos import run as run_module
from hooks.demos import sandbox as sandbox_module
from hooks.demos import services as services_module
from hooks.demos.errors import DemoFailed, NoSandbox, TimedOut
from hooks.demos.postgres import CONNINFO_VARIABLE, Server
from hooks.demos.run import run
from hooks.demos.services import Services
from tests.rules.sample_project import FOLDER, VALID, added, write

SCRIPT = "import helper\nprint(helper.WORD)\n# claim: it holds\nassert True\n"
SQL = "SELECT 1;\n-- claim: it holds\nSELECT true;\n"
FIX = "sudo apt-get install bubblewrap"
GIT = shutil.which("git") or "git"
Run = Callable[..., str]


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run([GIT, "-C", str(folder), *names, *arguments], check=True, capture_output=True, timeout=60)


@pytest.fixture(autouse=True)
def no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services_module, "find_sandbox", lambda: None)
    monkeypatch.setattr(run_module, "sandbox_fix", lambda: FIX)


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """The folder of programs in a clone, unchanged."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    files = {"script.py": SCRIPT, "helper.py": "WORD = 'heard'\n", "rows.sql": SQL}
    write(origin, {f"{FOLDER}/{name}": text for name, text in files.items()})
    git(tmp_path, "init", "-q", "origin")
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "first")
    git(tmp_path, "clone", "-q", "origin", "clone")
    return clone / FOLDER


def outcome(path: Path, *, unconfined: bool = False) -> str:
    with Services(unconfined=unconfined) as services:
        return run(path, path.read_text("utf-8"), services).entries[0].output


def test_an_unchanged_program_runs(merged: Path) -> None:
    assert outcome(merged / "script.py") == "heard"


@pytest.mark.parametrize("name", ["script.py", "helper.py"])
@pytest.mark.parametrize("commit", [False, True])
def test_a_changed_program_stops_until_somebody_insists(name: str, commit: bool, merged: Path) -> None:  # noqa: FBT001
    with (merged / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    if commit:
        git(merged, "commit", "-q", "-a", "-m", "change")
    with pytest.raises(NoSandbox, match=rf"{FIX}; or read it first, then pass --unconfined"):
        outcome(merged / "script.py")
    assert outcome(merged / "script.py", unconfined=True) == "heard"


def test_a_new_program_or_module_stops(merged: Path) -> None:
    (merged / "new.py").write_text(SCRIPT, encoding="utf-8")
    for name in ("new.py", "script.py"):
        with pytest.raises(NoSandbox):
            outcome(merged / name)


def test_a_changed_sql_program_stops(merged: Path) -> None:
    (merged / "rows.sql").write_text(f"{SQL}-- changed\n", encoding="utf-8")
    with pytest.raises(NoSandbox):
        outcome(merged / "rows.sql")


def test_git_filters_can_not_hide_a_change(merged: Path) -> None:
    (merged / ".gitattributes").write_text("*.py filter=same\n", encoding="utf-8")
    git(merged, "config", "filter.same.clean", f"git show HEAD:{FOLDER}/script.py")
    (merged / "script.py").write_text(f"{SCRIPT}# changed\n", encoding="utf-8")
    with pytest.raises(NoSandbox):
        outcome(merged / "script.py")


def test_a_bare_repository_in_the_folder_can_not_vouch_for_a_program(merged: Path, tmp_path: Path) -> None:
    evil = tmp_path / "evil"
    write(evil, {"new.py": SCRIPT, **{name: (merged / name).read_text("utf-8") for name in ("helper.py", "script.py")}})
    git(tmp_path, "init", "-q", "evil")
    git(evil, "add", "-A")
    git(evil, "commit", "-q", "-m", "first")
    git(evil, "update-ref", "refs/remotes/origin/main", "HEAD")
    shutil.copytree(evil / ".git", merged, dirs_exist_ok=True)
    git(tmp_path, "config", "--file", str(merged / "config"), "core.bare", "true")
    shutil.copy(evil / "new.py", merged)
    with pytest.raises(NoSandbox):
        outcome(merged / "new.py")


def test_without_git_every_program_counts_as_changed(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    with pytest.raises(NoSandbox):
        outcome(tmp_path / "script.py")


def test_limits_hold_without_a_sandbox(tmp_path: Path) -> None:
    with Services(unconfined=True) as services:
        with pytest.raises(TimedOut):
            run(tmp_path / "a.py", "while True:\n    pass\n# claim: x\nassert True\n", services, timeout=0.5)
        if sys.platform == "linux":
            with pytest.raises(DemoFailed, match="MemoryError"):
                run(tmp_path / "a.py", "x = bytearray(300 * 2**20)\n# claim: x\nassert True\n", services)


def test_a_script_can_use_valkey_without_a_sandbox(tmp_path: Path) -> None:
    text = "# needs: valkey\nimport os, redis\nstore = redis.Redis.from_url(os.environ['REDIS_URL'])\n"
    with Services(unconfined=True) as services:
        record = run(tmp_path / "a.py", f"{text}print(store.incr('n'))\n# claim: x\nassert True\n", services)
    assert record.entries[0].output == "1"


def test_the_command_says_how_to_get_a_sandbox(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONNINFO_VARIABLE, server.conninfo)
    write(tmp_path, {**VALID, f"{FOLDER}/rows.sql": SQL, **added("[rows](rows.sql)")})
    command = ["--root", str(tmp_path), "demo"]
    stopped = CliRunner().invoke(main, command)
    assert stopped.exit_code == 1
    assert f"{FIX}; or read it first, then pass --unconfined" in stopped.output
    assert CliRunner().invoke(main, [*command, "--record", "--unconfined"]).exit_code == 0


@pytest.mark.parametrize(
    ("setting", "value", "fix"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns", "1\n", "kernel.apparmor_restrict_unprivileged_userns=0"),
        ("kernel/unprivileged_userns_clone", "0\n", "kernel.unprivileged_userns_clone=1"),
        ("user/max_user_namespaces", "0\n", "user.max_user_namespaces=15000"),
    ],
)
def test_a_setting_that_forbids_namespaces_is_named(
    setting: str, value: str, fix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {setting: value})
    monkeypatch.setattr(sandbox_module, "_SETTINGS", tmp_path)
    assert sandbox_module._fix("bwrap: no permission") == f"sudo sysctl --write {fix}"


def test_another_failure_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_module, "_SETTINGS", tmp_path)
    assert "(bwrap: no permission)" in sandbox_module._fix("bwrap: no permission\nmore\n")


@pytest.mark.parametrize("content", ["not a program", "#!/bin/sh\nexec sleep 60\n"])
def test_a_bubblewrap_that_does_not_run_is_no_sandbox(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bwrap = tmp_path / "bwrap"
    bwrap.write_text(content, encoding="utf-8")
    bwrap.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(bwrap))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sandbox_module, "_PROBE_TIMEOUT", 0.1)
    found, how = sandbox_module._probe.__wrapped__()
    assert found is None
    assert how.startswith("allow bubblewrap")


@pytest.mark.parametrize(("tool", "fix"), [("apt-get", FIX), ("dnf", "sudo dnf install bubblewrap"), ("", "install")])
def test_a_missing_bubblewrap_is_named(tool: str, fix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == tool else None)
    monkeypatch.setattr(sys, "platform", "linux")
    found, how = sandbox_module._probe.__wrapped__()
    assert found is None
    assert how.startswith(fix)
