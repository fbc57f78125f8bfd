from __future__ import annotations

import stat
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from hooks.diagrams import fences, sanitize_svg
from hooks.diagrams.record import finished
from hooks.github.record_archive import SUMMARY, InvalidRecord, read_records
from hooks.load.files import max_bytes
from tests.github.archives import archive, entry
from tests.rules.sample_project import FOLDER, OTHER, VALID, A, added, write

OUT, SVG, PY = f"{FOLDER}/keep.sql.out", f"{FOLDER}/diagram-1.svg", f"{FOLDER}/stay.py.out"
SEQUENCE = "```mermaid\nsequenceDiagram\n  accTitle: T\n  accDescr: D\n  A->>B: hi\n```"
ANSWER = added(f"[It](keep.sql) and [it](stay.py).\n\n{SEQUENCE}")
TRANSCRIPT = "PostgreSQL 18.6\n\n> SELECT 1;\n  1\n\nclaim holds: it is one\n"
PRINTED = "Python 3.13.1 with Valkey 9.1.2\n\nhello\n\nclaim holds: it is two\n"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 50"><text x="9" y="9" font-size="14">hi</text></svg>'
DRAWING = finished(DRAWN, fences(ANSWER[A])[0])
HONEST: dict[str, str | bytes] = {OUT: TRANSCRIPT, PY: PRINTED, SVG: DRAWING, SUMMARY: "## Programs"}


@pytest.fixture
def head(tmp_path: Path) -> Path:
    programs = {
        f"{FOLDER}/keep.sql": "SELECT 1;\n-- claim: it is one\nSELECT true;\n",
        f"{FOLDER}/stay.py": "# needs: valkey\nprint('hello')\n# claim: it is two\nassert True\n",
    }
    return write(tmp_path / "head", {**VALID, **programs, **ANSWER})


def records(head: Path, zipped: bytes, changed: str = A) -> Mapping[PurePosixPath, str]:
    return read_records(zipped, head, [PurePosixPath(changed)])


def test_records_are_read(head: Path) -> None:
    found = records(head, archive(HONEST))
    assert {str(path): text for path, text in found.items()} == {OUT: TRANSCRIPT, PY: PRINTED, SVG: DRAWING}


def test_an_artifact_of_only_the_summary_has_no_records(head: Path) -> None:
    assert records(head, archive({SUMMARY: "All recorded output is up to date."})) == {}


def test_a_drawing_is_committed_as_the_sanitizer_writes_it(head: Path) -> None:
    styled = DRAWING.replace(">", "><style>@import url(https://evil.example/x.css)</style><!-- hidden -->", 1)
    assert records(head, archive({SVG: styled})) == {PurePosixPath(SVG): DRAWING}
    assert sanitize_svg(DRAWING) == DRAWING


def test_a_question_that_did_not_change_has_no_records(head: Path) -> None:
    with pytest.raises(InvalidRecord, match="isn't a record of a program or diagram that the pull request changes"):
        records(head, archive(HONEST), changed=OTHER)


NAMES = [
    f"{FOLDER}/keep.sql",
    f"{FOLDER}/answer.md",
    f"{FOLDER}/question.yml",
    f"{FOLDER}/other.sql.out",
    f"{FOLDER}/Keep.sql.out",
    f"{FOLDER}/keep.SQL.out",
    f"{FOLDER}/keep.sql.out ",
    f"{FOLDER}/keep.sql.out/",
    f"{FOLDER}/keep.sql.out\0.md",
    f"{FOLDER}/keep.sql.out\n",
    f"{FOLDER}/\u212aeep.sql.out",
    f"{FOLDER}/diagram-2.svg",
    f"{FOLDER}/diagram-01.svg",
    f"{FOLDER}//keep.sql.out",
    f"{FOLDER}/./keep.sql.out",
    f"{FOLDER}/x/../keep.sql.out",
    f"./{OUT}",
    f"/{OUT}",
    f"../{OUT}",
    OUT.replace("/", "\\"),
    OUT.upper(),
    "data/questions/caching/hot-key/keep.sql.out",
    "data/questions/caching/no-such-question/keep.sql.out",
    "data/questions/x.sql.out",
    "data/questions/caching/{{ 7 }}/x.sql.out",
    "data/.gitattributes",
    ".github/workflows/x.yml",
    "hooks/x.py",
    "x.sql.out",
    "C:keep.sql.out",
    "$(id) -rf.sql.out",
    "summary.md/x",
    "Summary.md",
    "/",
    "..",
    "x" * 5_000,
]


@pytest.mark.parametrize("name", NAMES)
def test_only_the_exact_name_of_a_record_is_accepted(head: Path, name: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        records(head, archive({**HONEST, name: TRANSCRIPT}))
    assert len(str(caught.value)) < 500
    assert str(caught.value).isprintable()


TEXTS: list[tuple[str, str | bytes]] = [
    (OUT, ""),
    (OUT, b"\xff"),
    (OUT, "x" * (max_bytes(PurePosixPath(OUT)) + 1)),
    (OUT, "\u202e<script>\x1b[2J"),
    (OUT, PRINTED),
    (OUT, TRANSCRIPT.replace("\n", "\r\n")),
    (OUT, TRANSCRIPT.rstrip()),
    (OUT, f"{TRANSCRIPT}\n"),
    (OUT, f"\ufeff{TRANSCRIPT}"),
    (OUT, TRANSCRIPT.replace("PostgreSQL", "<script>")),
    (OUT, TRANSCRIPT.replace("18.6", "18.6;rm")),
    (OUT, TRANSCRIPT.replace("  1\n", "  \u202e1\n")),
    (OUT, TRANSCRIPT.replace("  1\n", "  \u200b1\n")),
    (OUT, TRANSCRIPT.replace("  1\n", "  \x1b[2J1\n")),
    (OUT, TRANSCRIPT.replace("  1\n", "  1 \n")),
    (OUT, TRANSCRIPT.replace("  1\n", "no mark\n")),
    (OUT, TRANSCRIPT.replace("SELECT 1", "SELECT 2")),
    (OUT, TRANSCRIPT.replace("it is one", "it is another")),
    (OUT, TRANSCRIPT.replace("claim holds: it is one", "")),
    (OUT, f"{TRANSCRIPT}claim holds: and this\n"),
    (PY, TRANSCRIPT),
    (PY, PRINTED.replace("hello", "hello\r")),
    (PY, PRINTED.replace("hello", "hel\u2066lo")),
    (PY, PRINTED.replace("it is two", "\u0430 lie")),
    (SVG, ""),
    (SVG, "no drawing"),
    (SVG, "<svg><script/></svg>"),
    (SVG, DRAWING.replace("data-source", "data-other")),
    (SVG, DRAWING.replace("</svg>", "<script>x</script></svg>")),
    (SVG, DRAWING.replace("</svg>", '<a href="https://evil.example"><text>x</text></a></svg>')),
    (SVG, DRAWING.replace("hi", "h\u200bi")),
    (SVG, DRAWING.replace("hi", "h&#x200b;i")),
    (SVG, f'<!DOCTYPE svg [<!ENTITY a "b">]>{DRAWING}'),
    (SVG, DRAWING.encode("utf-16")),
]


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_a_record_has_its_exact_form(head: Path, name: str, text: str | bytes) -> None:
    assert text != HONEST[name]
    with pytest.raises(InvalidRecord):
        records(head, archive({**HONEST, name: text}))


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK])
def test_only_regular_files_are_accepted(head: Path, mode: int) -> None:
    with pytest.raises(InvalidRecord, match="isn't a regular file"):
        records(head, archive([(entry(OUT, mode | 0o777), TRANSCRIPT)]))
    assert records(head, archive([(entry(OUT, stat.S_IFREG | 0o755), TRANSCRIPT)]))


def test_a_name_counts_once(head: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zipped = archive([(OUT, TRANSCRIPT), (OUT, TRANSCRIPT)])
    with pytest.raises(InvalidRecord, match="two files with one name"):
        records(head, zipped)


def test_bombs_are_not_unpacked(head: Path) -> None:
    with pytest.raises(InvalidRecord, match="has more than 32,768 bytes"):
        records(head, archive({OUT: b" " * 50_000_000}))
    with pytest.raises(InvalidRecord, match="101 files, more than 100"):
        records(head, archive({f"{FOLDER}/x{number}.sql.out": "x" for number in range(101)}))
    for compression in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(InvalidRecord, match="isn't a regular file"):
            records(head, archive([(entry(OUT, compression=compression), TRANSCRIPT)]))
    with pytest.raises(InvalidRecord):
        records(head, archive({OUT: archive(HONEST)}))


@pytest.mark.parametrize("cut", [0, 1, 10, 40, 200, 1_000])
def test_a_broken_zip_file_is_rejected(head: Path, cut: int) -> None:
    whole = archive(HONEST)
    for broken in (whole[:cut], whole[cut + 1 :], whole[:cut] + b"\xff\xff" + whole[cut + 2 :], b"PK" * cut):
        try:
            assert len(records(head, broken)) == 3
        except InvalidRecord:
            continue


def test_an_encrypted_file_is_rejected(head: Path) -> None:
    zipped = bytearray(archive({OUT: TRANSCRIPT}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        zipped[zipped.index(signature) + offset] |= 1
    with pytest.raises(InvalidRecord, match="can't be read"):
        records(head, bytes(zipped))


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_record_does_not_go_through_what_the_commit_has_in_its_place(head: Path, kind: str) -> None:
    if kind == "link":
        (head / OUT).symlink_to("nowhere")
    else:
        (head / OUT).mkdir()
    with pytest.raises(InvalidRecord, match="isn't a file in the pull request"):
        records(head, archive(HONEST))
