"""What the computer doesn't allow ends a command with one sentence that says what to do."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hooks.commands import cli
from hooks.exports import schemas
from hooks.node.npm import NodeError
from tests.rules.sample_project import VALID, Q, changed, write

GUIDE = [sys.executable, "-m", "hooks.commands.cli"]
ROOT = Path(__file__).parents[2]
DISK = "Input/output error"
ERRORS: dict[str, tuple[Exception, str]] = {
    "disk full": (OSError(errno.ENOSPC, "No space left", "site/x"), "The disk is full (site/x): free some space"),
    "disk full, no file": (OSError(errno.ENOSPC, "No space left"), "The disk is full: free some space"),
    "quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), "Your disk quota is used up: free some space"),
    "file size": (OSError(errno.EFBIG, "File too large"), "A file is larger than is allowed here: raise the limit"),
    "read-only": (OSError(errno.EROFS, "Read-only", "data/x"), "The file system is read-only (data/x): mount it"),
    "denied": (OSError(errno.EACCES, "Denied", "data/x"), "You have no permission for data/x: change its owner"),
    "not permitted": (OSError(errno.EPERM, "Not permitted", "x"), "You have no permission for x: change its owner"),
    "files": (OSError(errno.EMFILE, "Too many open files", "x"), "Too many files are open: raise the limit (ulimit -n"),
    "files of all": (OSError(errno.ENFILE, "Too many open files"), "Too many files are open on this computer: close"),
    "memory": (MemoryError(), "There isn't enough memory: close other programs"),
    "memory for a process": (OSError(errno.ENOMEM, "Cannot allocate memory"), "There isn't enough memory: close"),
    "killed worker": (BrokenProcessPool("terminated abruptly"), "There isn't enough memory: close"),
    "processes": (OSError(errno.EAGAIN, "Try again"), "Too many processes are running: close other programs"),
    "port": (OSError(errno.EADDRINUSE, "In use"), "The port is in use: choose another with --address"),
    "a folder": (OSError(errno.EISDIR, "Is a directory", "x"), "x is a folder: move it away"),
    "a file": (OSError(errno.ENOTDIR, "Not a directory", "x"), "x isn't a folder: move it away"),
    "in the way": (OSError(errno.EEXIST, "File exists", "x"), "x is in the way: move it away"),
    "no program": (OSError(errno.ENOENT, "No such file", "gitt"), "gitt wasn't found: install it"),
    "disk broken": (OSError(errno.EIO, DISK, "x"), f"{DISK} (x): put that right"),
    "without a number": (OSError("odd"), "odd: put that right"),
    "copy": (
        shutil.Error([("data/x", "/tmp/x", "[Errno 13] Permission denied: 'data/x'")]),
        "You have no permission for data/x: change its owner",
    ),
    "no Node": (NodeError("Node 20 or later is required"), "Node 20 or later is required"),
}


def run(*args: str) -> Result:
    return CliRunner().invoke(cli.main, list(args))


@pytest.mark.parametrize("what", ERRORS)
def test_error_is_one_sentence(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error, sentence = ERRORS[what]

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli, "check_project", fail)
    monkeypatch.setattr(schemas, "write", fail)
    for command in ("check", "draw", "schemas"):
        result = run("--root", str(tmp_path), command)
        assert result.exit_code == 1
        assert result.output.startswith(f"Error: {sentence}")
        assert result.output.count("\n") == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BrokenPipeError(errno.EPIPE, "Broken pipe")])
def test_stop_is_no_traceback(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: Path) -> None:
        raise error

    monkeypatch.setattr(cli, "check_project", stop)
    result = run("--root", str(tmp_path), "check")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a finding that has characters of all sorts."""
    write(tmp_path, {**VALID, **changed(Q, "level: mid", "lvél: müd 日本 😀 €")})
    return tmp_path


def guide(project: Path, *args: str, stdout: int = subprocess.PIPE, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [*GUIDE, "--root", str(project), *args]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | env
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=environment, check=False, timeout=60)


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "utf-16",
        *(
            pytest.param(name, marks=pytest.mark.audit)
            for name in ("latin-1", "latin-1:strict", "cp1252", "cp437", "utf-8")
        ),
    ],
)
def test_findings_are_printed_in_any_encoding(project: Path, encoding: str) -> None:
    done = guide(project, "check", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert done.stderr == b""
    codec = {"ascii": "utf-8"}.get(encoding, encoding.partition(":")[0])  # click prints UTF-8 where ASCII is expected
    printed = done.stdout.decode(codec)
    assert "S001" in printed
    assert "1 error" in printed
    findings = json.loads(guide(project, "check", "--format", "json", PYTHONIOENCODING=encoding).stdout.decode(codec))
    assert findings[0]["message"] == "unknown key `lvél`"


def test_findings_are_printed_in_the_c_locale(project: Path) -> None:
    done = guide(project, "check", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 1
    assert b"S001" in done.stdout
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
@pytest.mark.parametrize("args", [["check"], ["fix", "--diff"], ["--help"], ["check", "--help"]])
def test_full_disk_is_one_sentence(project: Path, args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = guide(project, *args, stdout=full.fileno())
    assert done.returncode == 1
    assert done.stderr == b"Error: The disk is full: free some space, then try again.\n"


def test_closed_pipe_ends_quietly(project: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = guide(project, "check", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_used_port_is_reported_before_anything_is_built(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = guide(project, "serve", "--address", f"127.0.0.1:{port}")
    assert done.returncode == 1
    assert done.stdout == b""
    message = done.stderr.decode()
    assert message.startswith(
        f"Error: 127.0.0.1:{port} is in use, perhaps by another guide serve: try --address 127.0.0.1:"
    )
    assert int(message.rpartition(":")[2]) > port


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        *(
            (wrong, "isn't a host and a port")
            for wrong in ("8000", "localhost", ":80", "127.0.0.1:", "127.0.0.1:65536", "a:b")
        ),
        ("host.invalid:8000", "has no host that is known"),
        ("192.0.2.1:8000", "isn't an address of this computer"),
    ],
)
def test_wrong_address_is_one_sentence(tmp_path: Path, address: str, sentence: str) -> None:
    result = run("--root", str(tmp_path), "serve", "--address", address)
    assert result.exit_code in {1, 2}
    assert sentence in result.output
    assert "Traceback" not in result.output


def test_error_of_a_build_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").touch()
    (tmp_path / "site").touch()
    done = guide(tmp_path, "build")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert lines[-1].startswith("Error: ")
    assert "move it away" in lines[-1]
    assert not any("Traceback" in line for line in lines)


def test_failed_write_leaves_the_file_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, {**VALID, **changed(Q, "level: mid", "level:   mid")})
    before = (project / Q).read_bytes()

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copymode", fail)
    result = run("--root", str(project), "fix")
    assert result.output.startswith("Error: The disk is full")
    assert (project / Q).read_bytes() == before
    assert not list((project / Q).parent.glob(".*"))


def test_failed_new_file_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(file: Path, *_: object) -> None:
        file.touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(Path, "write_text", fail)
    result = run("--root", str(project), "new", "term", "--term", "Foo", "--means", "A thing.")
    assert "The disk is full" in result.output
    assert not list(project.rglob("foo.yml"))
