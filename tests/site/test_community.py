"""Documents for contributors describe the project as it is."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import PurePosixPath

import pytest
import yaml

from hooks.load.files import max_bytes
from hooks.render.walkthrough import WALKTHROUGHS
from tests.site.building import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
DOCUMENTS = ("CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "README.md", "SECURITY.md")


def test_contributing_starts_with_the_browser_and_ends_with_local_setup() -> None:
    headings = re.findall(r"^## (.*)$", CONTRIBUTING, re.MULTILINE)
    assert headings[0] == "From the page to a pull request"
    assert headings[-1] == "On your own machine"
    before, _, _ = CONTRIBUTING.partition("## On your own machine")
    assert "```sh" not in before


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_contributing_gives_the_same_clicks_as_the_site(name: str) -> None:
    assert WALKTHROUGHS[name].clicks in CONTRIBUTING


@pytest.mark.parametrize("name", DOCUMENTS)
def test_linked_files_exist(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_code_of_conduct_is_short_and_has_a_contact() -> None:
    text = (ROOT / "CODE_OF_CONDUCT.md").read_text("utf-8")
    assert len(text.split()) < 350
    assert "*Security* tab" in text


def test_threat_model_lists_every_workflow_and_the_current_limits() -> None:
    for workflow in (ROOT / ".github/workflows").glob("*.yml"):
        assert f"`{workflow.stem}`" in SECURITY
    for path, room in (
        ("data", max_bytes(PurePosixPath("data/funnel.yml"))),
        ("question", max_bytes(PurePosixPath("data/questions/x"))),
    ):
        assert f"{room // 1024} KiB" in SECURITY, path


def test_devcontainer_calls_existing_make_targets() -> None:
    settings = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    make = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
    calls = [words for command in ("onCreateCommand", "postAttachCommand") for words in settings[command].split("&&")]
    targets = [target for call in calls if "make " in call for target in shlex.split(call)[1:]]
    assert targets
    assert [target for target in targets if not re.search(rf"^{re.escape(target)}:", make, re.MULTILINE)] == []
    assert settings["remoteEnv"]["CHROMIUM"]


def test_dependabot_covers_every_manifest() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    npm = {update["directory"] for update in updates if update["package-ecosystem"] == "npm"}
    assert npm == {f"/{file.parent.relative_to(ROOT)}" for file in ROOT.glob("tools/*/package.json")}
    assert {update["package-ecosystem"] for update in updates} == {"npm", "pip", "github-actions"}
    locks = sorted((ROOT / "requirements").iterdir())
    assert [lock.name for lock in locks] == ["site.txt", "test.txt"], "dependabot reads only .txt files"
    assert max(lock.stat().st_size for lock in locks) < 500_000, "dependabot ignores larger files"
